import '@/i18n/packs/recordPage'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { answerOf, api, cursorOf } from '@/api/client'
import { at } from '@/api/spine'
import type { FieldMeta, ObjectMeta, RecordView, Schemas } from '@/api/types'
import { dateTime } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { Change } from './timeline/TimelineEntry'
import type { FieldChange } from './timeline/timeline'
import { sameValue } from './values'

type HistoryEntry = Schemas['HistoryEntry']

const historyQuery = (object: string, path: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [object, 'history', id],
    queryFn: async ({ pageParam, signal }) => {
      const query = { cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET(at(path, '/{id}/history'), { params: { path: { id }, query }, signal }))
      return { entries: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

/// Follows from another change of the same entry, or means nothing to people.
const KEPT_BY_MACHINES = new Set(['statusSince', 'pipeline'])

type Props = { meta: ObjectMeta; path: string; record: RecordView; onRestore: (field: FieldMeta, value: unknown) => void; onClose: () => void }

/// Every change with its value before and after; an earlier value can be put back.
export function HistorySheet({ meta, path, record, onRestore, onClose }: Props) {
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(historyQuery(meta.key, path, record.id))
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  const restorable = (entry: HistoryEntry, change: FieldChange): FieldMeta | null => {
    // Before it was created there is nothing to go back to.
    if (entry.action === 'created') return null
    const field = meta.fields.find((each) => each.key === change.field)
    const may = field?.editable === true && field.visibility === 'clear' && (record.can?.update ?? false)
    return field && may && !sameValue(record[field.key], change.before) ? field : null
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('history.title')} description={t('history.text')}>
      {error !== null && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={6} />}
      {data && entries.length === 0 && <p className="text-ink-3">{t('history.empty')}</p>}
      <ol className="flex flex-col gap-4">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p className="mb-1 flex items-baseline justify-between gap-3">
              <span className="font-medium">{entry.actor?.name ?? t('timeline.system')}</span>
              <time dateTime={entry.at} className="text-12 text-ink-3">
                {dateTime(entry.at)}
              </time>
            </p>
            <p className="text-12 text-ink-3">{tOr(`history.${entry.action}`, entry.action)}</p>
            <ul className="flex flex-col gap-1">
              {entry.changes.filter((change) => !KEPT_BY_MACHINES.has(change.field)).map((change) => {
                const field = restorable(entry, change)
                return (
                  <span key={change.field} role="listitem" className="flex items-start justify-between gap-2">
                    <ul className="min-w-0">
                      <Change change={change} field={meta.fields.find((each) => each.key === change.field)} />
                    </ul>
                    {field && (
                      <Button size="sm" variant="quiet" title={t('history.restore', { field: field.label })} icon={<Undo2 size={14} className="mirror" aria-hidden />} onClick={() => onRestore(field, change.before ?? null)}>
                        {t('history.putBack')}
                      </Button>
                    )}
                  </span>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="sm" className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </Sheet>
  )
}
