import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Arrival, type ArrivalStatus, arrivalsQuery, type LeadSource } from '@/api/sources'
import { t, tOr } from '@/i18n/t'
import { Badge, type Tone } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { ArrivalSheet } from './ArrivalSheet'
import type { SourcesSearch } from './search'

const TONE = { received: 'info', done: 'ok', stale: 'neutral', failed: 'bad' } satisfies Record<ArrivalStatus, Tone>

type Props = { sources: readonly LeadSource[]; search: SourcesSearch; mayChange: boolean }

/// What came in, newest first.
export function ArrivalLog({ sources, search: { source, status }, mayChange }: Props) {
  const [opened, setOpened] = useState<string | null>(null)
  const list = useInfiniteQuery({ ...arrivalsQuery({ source, status }), placeholderData: (previous) => previous })
  const rows = list.data?.pages.flatMap((page) => page.arrivals) ?? []
  const columns = columnsFor((id) => sources.find((each) => each.id === id)?.name ?? '', setOpened)
  if (list.error !== null && rows.length === 0) {
    return (
      <div className="p-4">
        <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      </div>
    )
  }
  if (!list.isPending && rows.length === 0) {
    return source === undefined && status === undefined ? (
      <EmptyState kind="first" title={t('sources.log.first')} />
    ) : (
      <EmptyState kind="noMatch" title={t('sources.log.none')} text={t('sources.log.none.text')} />
    )
  }
  return (
    <>
      <DataTable label={t('sources.tab.log')} columns={columns} rows={rows} keyOf={(row) => row.id} loading={list.isPending} />
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        </div>
      )}
      {opened !== null && <ArrivalSheet id={opened} mayChange={mayChange} onClose={() => setOpened(null)} />}
    </>
  )
}

const columnsFor = (nameOf: (source: string) => string, onOpen: (id: string) => void): readonly TableColumn<Arrival>[] => [
  {
    key: 'source',
    label: t('sources.log.source'),
    card: 'title',
    cell: (row) => (
      <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => onOpen(row.id)}>
        <bdi>{nameOf(row.source)}</bdi>
      </button>
    ),
  },
  { key: 'outcome', label: t('sources.log.outcome'), cell: (row) => <bdi>{row.outcome ? tOr(`sources.log.outcome.${row.outcome}`, row.outcome) : (row.error ?? '')}</bdi> },
  { key: 'at', label: t('sources.log.at'), cell: (row) => <RelativeTime at={row.receivedAt} className="text-ink-2" /> },
  { key: 'status', label: t('sources.log.status'), card: 'side', cell: (row) => <Status status={row.status as ArrivalStatus} /> },
]

function Status({ status }: { status: ArrivalStatus }) {
  return <Badge tone={TONE[status]}>{t(`sources.log.status.${status}`)}</Badge>
}
