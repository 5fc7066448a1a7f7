import '@/i18n/packs/tickets'
import { useRouter, useSearch } from '@tanstack/react-router'
import { Smile } from 'lucide-react'
import { lazy, useMemo } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { reachesAll } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'

const NewTicketDialog = lazy(() => import('./NewTicketDialog').then((module) => ({ default: module.NewTicketDialog })))
const TicketPeek = lazy(() => import('./TicketPeek').then((module) => ({ default: module.TicketPeek })))

export function TicketsPage() {
  const router = useRouter()
  const all = reachesAll(useMe(), 'tickets')
  const satisfaction = useMemo<Action>(() => ({ id: 'ticket.satisfaction', label: t('go.satisfaction'), group: 'list', run: () => void router.navigate({ to: '/tickets/satisfaction' }) }), [router])
  useActions(useMemo(() => (all ? [satisfaction] : []), [all, satisfaction]))
  return (
    <ListPage
      object="ticket"
      title={t('nav.tickets')}
      search={useSearch({ from: '/shell/tickets' })}
      peek={TicketPeek}
      actions={
        all && (
          <Button icon={<Smile size={16} aria-hidden />} title={t('nav.satisfaction')} onClick={satisfaction.run}>
            <span className="max-sm:sr-only">{t('nav.satisfaction')}</span>
          </Button>
        )
      }
      quickAdd={{ hint: t('tickets.quick') }}
      make={{ label: t('tickets.new'), keys: 'N K', Form: NewTicketDialog }}
      first={{ title: t('tickets.first'), text: t('tickets.first.text') }}
    />
  )
}
