import '@/i18n/packs/accounts'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'

const ASKED = ['name', 'account', 'kind', 'clientId', 'value', 'expiresOn']

type Props = NewRecordProps & { given?: Record<string, unknown> }

export const NewHoldingDialog = ({ given = {}, ...props }: Props) => (
  <NewRecordDialog {...props} asked={ASKED} given={{ kind: 'plan', status: 'active', ...given }} title={t('holding.new')} text={t('holding.new.text')} submit={t('holding.create')} />
)
