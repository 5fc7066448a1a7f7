import '@/i18n/packs/recordPage'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { isProblem } from '@/api/problem'
import { directoryQuery, metaQuery, pathOf } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { PeekFrame, usePeek } from '../peek'
import { RecordSkeleton } from '../RecordSkeleton'
import { readRow } from '../rows'
import { useRecord } from '../useRecord'
import type { RecordKind } from './kind'
import { loadTimeline, Record } from './Record'

const RowOnly = lazy(() => import('./RowOnly').then((module) => ({ default: module.RowOnly })))

/// The page of any record, and its panel beside a list: the same parts in another frame.
export function RecordPage({ kind, id }: { kind: RecordKind; id: string }) {
  const { data: meta } = useSuspenseQuery(metaQuery(kind.object))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: record, error, refetch, changed } = useRecord(meta.key, pathOf(meta), id)
  const queries = useQueryClient()
  const peek = usePeek()
  // It comes beside the record's data, so that head and facts need not wait for it.
  useEffect(() => void loadTimeline().catch(() => undefined), [])
  if (record) return <Record key={id} kind={kind} meta={meta} record={record} users={users} changed={changed} />
  // Nobody can be reached, and this device has not seen its page: perhaps a list.
  const row = isProblem(error) && error.passing ? readRow(queries, meta.key, id) : undefined
  if (row) {
    return (
      <Suspense fallback={<RecordSkeleton />}>
        <RowOnly key={id} meta={meta} row={row} users={users} />
      </Suspense>
    )
  }
  const gone = isProblem(error) && (error.status === 404 || error.status === 400)
  const again = <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (peek) {
    return (
      <PeekFrame title={error === null ? t('grid.loading') : t('record.gone')}>
        <div className="p-4">{error === null ? <SkeletonRows rows={8} /> : gone ? <p className="text-ink-2">{t('record.gone.text')}</p> : again}</div>
      </PeekFrame>
    )
  }
  if (error === null) return <RecordSkeleton />
  return (
    <Page title={gone ? t('record.gone') : meta.label} reading={!gone}>
      {gone ? <EmptyState kind="noRights" title={t('record.gone')} text={t('record.gone.text')} action={<BackToList meta={meta} />} /> : again}
    </Page>
  )
}

const BackToList = ({ meta }: { meta: ObjectMeta }) => (
  <Link to={pathOf(meta)} className="font-medium text-accent underline underline-offset-2">
    {t('record.back')}
  </Link>
)
