import '@/i18n/packs/tickets'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { lazy, useCallback, useMemo } from 'react'
import { problemText } from '@/api/problems'
import { createRecord } from '@/api/records'
import type { Row } from '@/api/types'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'

const NewTicketDialog = lazy(() => import('./NewTicketDialog').then((module) => ({ default: module.NewTicketDialog })))
const TicketPeek = lazy(() => import('./TicketPeek').then((module) => ({ default: module.TicketPeek })))

export function TicketsPage() {
  const queries = useQueryClient()
  const add = useCallback(
    async (title: string): Promise<Row | null> => {
      try {
        const { data, changeSet } = await createRecord('/tickets', { title })
        toast(t('record.created', { title }), undoOf(queries, changeSet))
        return data
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        return null
      }
    },
    [queries],
  )
  const quickAdd = useMemo(() => ({ hint: t('tickets.quick'), add }), [add])
  return (
    <ListPage
      object="ticket"
      title={t('nav.tickets')}
      search={useSearch({ from: '/shell/tickets' })}
      peek={TicketPeek}
      quickAdd={quickAdd}
      make={{ label: t('tickets.new'), keys: 'N K', Form: NewTicketDialog }}
      first={{ title: t('tickets.first'), text: t('tickets.first.text') }}
    />
  )
}
