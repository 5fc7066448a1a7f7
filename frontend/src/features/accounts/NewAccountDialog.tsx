import '@/i18n/packs/accounts'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'
import { Twins } from './Twins'

const ASKED = ['name', 'type', 'phone', 'email', 'city', 'parent', 'industry']

export const NewAccountDialog = (props: NewRecordProps) => (
  <NewRecordDialog {...props} asked={ASKED} given={{ type: 'company', status: 'active' }} title={t('accounts.new')} text={t('accounts.new.text')} submit={t('accounts.create')} Hint={Twins} />
)
