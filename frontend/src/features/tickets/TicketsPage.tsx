import '@/i18n/packs/tickets'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewTicketDialog = lazy(() => import('./NewTicketDialog').then((module) => ({ default: module.NewTicketDialog })))
const TicketPeek = lazy(() => import('./TicketPeek').then((module) => ({ default: module.TicketPeek })))

export function TicketsPage() {
  return (
    <ListPage
      object="ticket"
      title={t('nav.tickets')}
      search={useSearch({ from: '/shell/tickets' })}
      peek={TicketPeek}
      quickAdd={{ hint: t('tickets.quick') }}
      make={{ label: t('tickets.new'), keys: 'N K', Form: NewTicketDialog }}
      first={{ title: t('tickets.first'), text: t('tickets.first.text') }}
    />
  )
}
