import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deliveriesQuery, type Delivery, type DeliveryStatus, type Webhook } from '@/api/webhooks'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { DeliverySheet } from './DeliverySheet'
import type { WebhooksSearch } from './search'
import { DELIVERY_TONE } from './state'

type Props = { webhooks: readonly Webhook[]; search: WebhooksSearch; mayChange: boolean }

/// What was sent, newest first.
export function DeliveryLog({ webhooks, search: { webhook, status }, mayChange }: Props) {
  const [opened, setOpened] = useState<string | null>(null)
  const list = useInfiniteQuery({ ...deliveriesQuery({ webhook, status }), placeholderData: (previous) => previous })
  const rows = list.data?.pages.flatMap((page) => page.deliveries) ?? []
  const nameOf = (id: string) => webhooks.find((each) => each.id === id)?.name ?? ''
  const columns = columnsFor(nameOf, setOpened)
  if (list.error !== null && rows.length === 0) {
    return (
      <div className="p-4">
        <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      </div>
    )
  }
  if (!list.isPending && rows.length === 0) {
    return webhook === undefined && status === undefined ? (
      <EmptyState kind="first" title={t('webhooks.log.first')} />
    ) : (
      <EmptyState kind="noMatch" title={t('webhooks.log.none')} text={t('webhooks.log.none.text')} />
    )
  }
  return (
    <>
      <DataTable label={t('webhooks.tab.log')} columns={columns} rows={rows} keyOf={(row) => row.id} loading={list.isPending} />
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        </div>
      )}
      {opened !== null && <DeliverySheet id={opened} mayChange={mayChange} onClose={() => setOpened(null)} />}
    </>
  )
}

function DeliveryBadge({ status }: { status: DeliveryStatus }) {
  return <Badge tone={DELIVERY_TONE[status]}>{t(`webhooks.log.status.${status}`)}</Badge>
}

const columnsFor = (nameOf: (webhook: string) => string, onOpen: (id: string) => void): readonly TableColumn<Delivery>[] => [
  {
    key: 'event',
    label: t('webhooks.log.event'),
    card: 'title',
    cell: (row) => (
      <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => onOpen(row.id)}>
        <bdi>{row.event}</bdi>
      </button>
    ),
  },
  { key: 'webhook', label: t('webhooks.log.webhook'), cell: (row) => <bdi>{nameOf(row.webhook)}</bdi> },
  { key: 'answer', label: t('webhooks.log.answer'), cell: (row) => <bdi>{row.lastStatus ?? row.lastError ?? ''}</bdi> },
  {
    key: 'attempts',
    label: t('webhooks.log.attempts'),
    cell: (row) => (
      <>
        {row.attempts}
        {row.nextAttempt && row.attempts > 0 && <span className="text-ink-3"> · {t('webhooks.log.next', { when: relative(row.nextAttempt) })}</span>}
      </>
    ),
  },
  { key: 'at', label: t('webhooks.log.at'), cell: (row) => <RelativeTime at={row.createdAt} className="text-ink-2" /> },
  { key: 'status', label: t('webhooks.log.status'), card: 'side', cell: (row) => <DeliveryBadge status={row.status as DeliveryStatus} /> },
]
