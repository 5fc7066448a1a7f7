import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'

const ASKED = ['name', 'type', 'contactName', 'phone', 'email', 'city', 'manager', 'commission']

export function NewPartnerDialog(props: NewRecordProps) {
  const { user } = useMe()
  return (
    <NewRecordDialog
      {...props}
      asked={ASKED}
      given={{ type: 'direct', manager: { id: user.id, name: user.name } }}
      title={t('partners.new')}
      text={t('partners.new.text')}
      submit={t('partners.create')}
    />
  )
}
