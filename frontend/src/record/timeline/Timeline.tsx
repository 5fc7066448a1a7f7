import { useInfiniteQuery } from '@tanstack/react-query'
import { type ComponentType, lazy, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { DirectoryUser, ObjectMeta } from '@/api/types'
import type { FieldHandle } from '@/editor/RichField'
import { useWaiting } from '@/offline/waiting'
import { dayName, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import type { RemarkProps } from '../page/kind'
import { plusDays } from '../tasks/dueTimes'
import { Composer, type BesideComposer } from './Composer'
import { byDay, KINDS, type Kind, timelineQuery, together } from './timeline'
import { TimelineEntry } from './TimelineEntry'

const WaitingHere = lazy(() => import('../waiting/WaitingHere').then((module) => ({ default: module.WaitingHere })))

type Props = { meta: ObjectMeta; path: string; id: string; title: string; users: readonly DirectoryUser[]; mayWrite: boolean; related?: boolean; field?: RefObject<FieldHandle | null>; RemarkExtra?: ComponentType<RemarkProps>; beside?: BesideComposer }

/// What happened to a record, newest first, and the place to add to it.
export function Timeline({ meta, path, id, title, users, mayWrite, related = false, field, RemarkExtra, beside }: Props) {
  const [kind, setKind] = useState<Kind>('all')
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(timelineQuery(meta.key, path, id, kind, related))
  const days = useMemo(() => byDay(together(data?.pages.flatMap((page) => page.entries) ?? [])), [data])
  const end = useNearEnd(hasNextPage && !isFetchingNextPage, () => void fetchNextPage())
  const lastDay = days.at(-1)
  const unsent = useWaiting().filter(({ record }) => record.id === id)
  return (
    <div className="mx-auto flex w-full max-w-190 flex-col gap-3 p-4">
      {mayWrite && <Composer object={meta.key} path={path} id={id} title={title} users={users} {...(field ? { field } : {})} {...(beside ? { beside } : {})} />}
      <div role="group" aria-label={t('timeline.filter')} className="-mx-1 flex gap-1 overflow-x-auto p-1">
        {(Object.keys(KINDS) as Kind[]).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={kind === each}
            className={cn('h-hit-dense shrink-0 rounded-control px-2.5 text-12 font-medium', kind === each ? 'bg-soft text-soft-ink' : 'text-ink-2 hover:bg-hover')}
            onClick={() => setKind(each)}
          >
            {t(`timeline.kind.${each}`)}
          </button>
        ))}
      </div>
      {unsent.length > 0 && (
        <Suspense>
          <WaitingHere entries={unsent} />
        </Suspense>
      )}
      {error !== null && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={5} />}
      {data && days.length === 0 && <p className="py-6 text-center text-ink-3">{t(kind === 'all' ? 'timeline.empty' : 'timeline.emptyKind')}</p>}
      {days.map(({ day, entries }) => (
        <section key={day} aria-label={headingOf(day)}>
          <h2 className="mb-2 text-12 font-medium text-ink-3">{headingOf(day)}</h2>
          <ol>
            {entries.map((entry, index) => (
              <TimelineEntry
                key={entry.id}
                entry={entry}
                meta={meta}
                path={path}
                recordId={id}
                users={users}
                {...(mayWrite && RemarkExtra ? { RemarkExtra } : {})}
                isLast={index === entries.length - 1 && (day !== lastDay?.day || !hasNextPage)}
              />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <div ref={end} className="flex justify-center py-2">
          <Button size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('timeline.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function headingOf(day: string): string {
  const now = today()
  if (day === now) return t('day.today')
  return day === plusDays(now, -1) ? t('day.yesterday') : dayName(day)
}

/// Reads on when the end comes into view; the button below does the same for keyboards.
function useNearEnd(enabled: boolean, onNear: () => void) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(onNear)
  useEffect(() => {
    latest.current = onNear
  })
  useEffect(() => {
    const mark = end.current
    if (!enabled || !mark || !('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && latest.current(), { rootMargin: '400px' })
    observer.observe(mark)
    return () => observer.disconnect()
  }, [enabled])
  return end
}
