import '@/i18n/packs/leads'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, useCallback, useMemo } from 'react'
import { problemText } from '@/api/problems'
import type { Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'
import { createLead } from './queries'
import { leadFrom } from './quick'

const NewLeadDialog = lazy(() => import('./NewLeadDialog').then((module) => ({ default: module.NewLeadDialog })))
const LeadPeek = lazy(() => import('./LeadPeek').then((module) => ({ default: module.LeadPeek })))

export function LeadsPage() {
  const queries = useQueryClient()
  const me = useMe()
  const add = useCallback(
    async (text: string): Promise<Row | null> => {
      try {
        const { data, changeSet } = await createLead({ ...leadFrom(text), source: 'self', owner: me.user.id, onDuplicate: 'reject' })
        toast(t('leads.created'), undoOf(queries, changeSet))
        return data.lead
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        return null
      }
    },
    [queries, me.user.id],
  )
  const quickAdd = useMemo(() => ({ hint: t('leads.quick'), add }), [add])
  return (
    <ListPage
      object="lead"
      title={t('nav.leads')}
      search={useSearch({ from: '/shell/leads' })}
      peek={LeadPeek}
      quickAdd={quickAdd}
      make={{ label: t('leads.new'), keys: 'N L', Form: NewLeadDialog }}
      first={{ title: t('leads.first'), text: t('leads.first.text') }}
    />
  )
}
