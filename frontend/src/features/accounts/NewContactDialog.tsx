import '@/i18n/packs/accounts'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'
import { Twins } from './Twins'

const ASKED = ['firstName', 'lastName', 'account', 'role', 'jobTitle', 'phone', 'email']

type Props = NewRecordProps & { given?: Record<string, unknown> }

export const NewContactDialog = ({ given = {}, ...props }: Props) => (
  <NewRecordDialog {...props} asked={ASKED} given={given} title={t('contact.new')} text={t('contact.new.text')} submit={t('contact.create')} Hint={Twins} />
)
