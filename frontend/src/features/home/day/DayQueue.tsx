import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { TASK } from '@/record/tasks/task'
import { type PanelMode, useTaskPanel } from '@/record/tasks/useTaskPanel'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { useNow } from '@/ui/useNow'
import { Card, CARD_LINK } from '../Card'
import { type DayItem, type Part, PARTS, subjectOf } from './day'
import { DayRow } from './DayRow'
import { useDay, useDayActions } from './useDay'

const TaskDialog = lazy(() => import('@/record/tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))
const DayNote = lazy(() => import('./DayNote').then((module) => ({ default: module.DayNote })))

/// As many of each part as one looks at in a morning; the rest is a press away.
const SHOWN: Record<Part, number> = { overdue: 8, today: 8, next: 5 }
const SOURCES = ['tasks', 'leads', 'deals', 'tickets']

/// The reader's own work of every kind in one queue, the most pressing of the most valuable first. One tab stop; J and
/// K inside.
export function DayQueue() {
  const me = useMe()
  const navigate = useNavigate()
  const { data: day, error, refetch } = useDay()
  const actions = useDayActions()
  const { show, panel } = useTaskPanel()
  const [whole, setWhole] = useState<readonly Part[]>([])
  const [creating, setCreating] = useState(false)
  const [noted, setNoted] = useState<DayItem | null>(null)
  const [active, setActive] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  const refocus = useRef(false)
  const now = useNow()
  const mayWrite = may(me, 'tasks', 'write')
  const sees = SOURCES.some((module) => may(me, module))
  const parts = useMemo(
    () =>
      PARTS.map((part) => {
        const found = day?.items.filter((item) => item.part === part) ?? []
        return { part, found, shown: whole.includes(part) ? found : found.slice(0, SHOWN[part]), count: day?.counts[part] ?? found.length }
      }).filter(({ found }) => found.length > 0),
    [day, whole],
  )
  const rows = useMemo(() => parts.flatMap(({ shown }) => shown), [parts])
  const current = Math.max(0, Math.min(active, rows.length - 1))
  useKeysListed(mayWrite)
  // The row may have come into the place of the one before it.
  useLayoutEffect(() => {
    if (!refocus.current) return
    const row = grid.current?.querySelector<HTMLElement>(`[data-day="${current}"]`)
    if (!row) return
    refocus.current = false
    row.focus({ preventScroll: true })
    row.scrollIntoView?.({ block: 'nearest' })
  })
  const focusRow = (index: number) => {
    refocus.current = true
    setActive(Math.max(0, Math.min(index, rows.length - 1)))
  }
  const notToday = (item: DayItem) => {
    refocus.current = true
    void actions.notToday(item)
  }
  const complete = (item: DayItem) => {
    refocus.current = true
    void actions.complete(item)
  }
  const openPanel = async (mode: PanelMode, item: DayItem) => {
    const anchor = grid.current?.querySelector<HTMLElement>(`[data-day="${rows.indexOf(item)}"]`)
    const task = await actions.taskFor(item)
    if (task && anchor) show(mode, task, anchor)
  }
  const keys = (event: KeyboardEvent) => {
    const item = rows[current]
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return
    const onRow = (event.target as HTMLElement).dataset['day'] !== undefined
    const task = item.object === TASK && mayWrite
    switch (event.key) {
      case 'j':
      case 'ArrowDown':
        focusRow(current + 1)
        break
      case 'k':
      case 'ArrowUp':
        focusRow(current - 1)
        break
      case 'Home':
        focusRow(0)
        break
      case 'End':
        focusRow(rows.length - 1)
        break
      case 'x':
        if (task) complete(item)
        break
      case 'e':
        if (task) void openPanel('complete', item)
        break
      case 'p':
        if (task) void openPanel('postpone', item)
        break
      case 'd':
        notToday(item)
        break
      case 'm':
        setNoted(item)
        break
      case 'Enter': {
        const subject = subjectOf(item)
        const href = recordHref(subject.object, subject.id)
        if (!onRow || href === null) return
        void navigate({ to: href })
        break
      }
      default:
        return
    }
    event.preventDefault()
  }
  const closeNote = () => {
    setNoted(null)
    refocus.current = true
  }
  if (!sees) {
    return (
      <Card title={t('home.queue')}>
        <EmptyState kind="noRights" title={t('home.day.noRights')} text={t('home.day.noRights.text')} />
      </Card>
    )
  }
  let place = 0
  return (
    <Card
      title={t('home.queue')}
      aside={
        may(me, 'tasks') && (
          <Link to="/tasks" className={CARD_LINK}>
            {t('home.queue.all')}
          </Link>
        )
      }
    >
      {!day && error === null && <SkeletonRows rows={8} className="p-4" />}
      {error !== null && !day && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {day && rows.length === 0 && (
        <EmptyState
          kind="first"
          title={t('home.day.empty')}
          text={t('home.day.empty.text')}
          action={
            mayWrite && (
              <Button variant="primary" onClick={() => setCreating(true)}>
                {t('tasks.new')}
              </Button>
            )
          }
        />
      )}
      {rows.length > 0 && (
        <div ref={grid} role="grid" tabIndex={-1} aria-label={t('home.queue')} className="outline-none" onKeyDown={keys}>
          {parts.map(({ part, found, shown, count }) => (
            <div key={part} role="rowgroup" aria-label={t(`home.queue.${part}`)} className="border-b border-line px-2 pb-1 last:border-b-0">
              <div role="row" className="flex items-center gap-1.5 px-2 pt-2.5 pb-1 text-12 font-medium text-ink-3">
                <span role="gridcell" className="flex gap-1.5">
                  {t(`home.queue.${part}`)}
                  <span className="tabular-nums">{count}</span>
                </span>
              </div>
              {shown.map((item) => {
                const index = place++
                return (
                  <DayRow
                    key={`${item.object}:${item.id}`}
                    item={item}
                    index={index}
                    current={index === current}
                    now={now}
                    mayWrite={mayWrite}
                    onFocus={setActive}
                    onComplete={complete}
                    onNotToday={notToday}
                  />
                )
              })}
              {found.length > shown.length && (
                <div role="row">
                  <span role="gridcell">
                    <button type="button" className="mb-1 rounded-chip px-2 py-1 text-12 font-medium text-accent hover:underline touch:h-11" onClick={() => setWhole((all) => [...all, part])}>
                      {t('home.queue.more', { count: found.length - shown.length })}
                    </button>
                  </span>
                </div>
              )}
            </div>
          ))}
        </div>
      )}
      {day && day.putOff > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 border-t border-line px-4 py-2 text-12 text-ink-2">
          {t('home.day.putOff', { count: day.putOff })}
          <button type="button" className={CARD_LINK} onClick={() => void actions.bringAllBack()}>
            {t('home.day.bringBack')}
          </button>
        </div>
      )}
      {panel}
      <Suspense>
        {creating && <TaskDialog parentObject="lead" onClose={() => setCreating(false)} />}
        {noted && <DayNote record={subjectOf(noted)} onClose={closeNote} />}
      </Suspense>
    </Card>
  )
}

/// The keys belong to the row in focus; the help names them.
function useKeysListed(mayWrite: boolean): void {
  useActions(
    useMemo<Action[]>(
      () => [
        { ...offer('list.down', NOTHING), id: 'day.down', local: true },
        { ...offer('list.up', NOTHING), id: 'day.up', local: true },
        { ...offer('list.open', NOTHING), id: 'day.open', local: true },
        ...(mayWrite
          ? [
              { id: 'day.complete', label: t('home.day.complete'), group: 'list' as const, keys: 'X', local: true, run: NOTHING },
              { id: 'day.outcome', label: t('tasks.completeWith.short'), group: 'list' as const, keys: 'E', local: true, run: NOTHING },
              { id: 'day.postpone', label: t('home.day.postpone'), group: 'list' as const, keys: 'P', local: true, run: NOTHING },
            ]
          : []),
        { id: 'day.notToday', label: t('home.day.notToday'), group: 'list', keys: 'D', local: true, run: NOTHING },
        { id: 'day.note', label: t('home.day.note'), group: 'list', keys: 'M', local: true, run: NOTHING },
      ],
      [mayWrite],
    ),
  )
}

const NOTHING = () => undefined
