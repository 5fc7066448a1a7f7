import '@/i18n/packs/leads'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { useMe } from '@/api/useMe'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewLeadDialog = lazy(() => import('./NewLeadDialog').then((module) => ({ default: module.NewLeadDialog })))
const LeadPeek = lazy(() => import('./LeadPeek').then((module) => ({ default: module.LeadPeek })))

export function LeadsPage() {
  const me = useMe()
  const make = async (text: string) => (await import('./quick')).addLead(text, me.user.id)
  return (
    <ListPage
      object="lead"
      title={t('nav.leads')}
      search={useSearch({ from: '/shell/leads' })}
      peek={LeadPeek}
      quickAdd={{ hint: t('leads.quick'), make }}
      make={{ label: t('leads.new'), keys: 'N L', Form: NewLeadDialog }}
      first={{ title: t('leads.first'), text: t('leads.first.text') }}
    />
  )
}
