import { t } from '@/i18n/t'
import { Page } from '@/ui/Page'

export function LeadsPage() {
  return <Page title={t('nav.leads')}>{null}</Page>
}
