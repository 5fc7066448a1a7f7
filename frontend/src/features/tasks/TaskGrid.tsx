import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CalendarClock, Check } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { dayIn, dayName, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { plusDays } from '@/record/tasks/dueTimes'
import { useMe } from '@/api/useMe'
import { isDone, mayTicket, type Task } from '@/record/tasks/task'
import { TaskCheck } from '@/record/tasks/TaskCheck'
import { DueBadge, RowButton, TicketButton, Title } from '@/record/tasks/TaskList'
import type { PanelMode } from '@/record/tasks/useTaskPanel'
import type { TaskActions } from '@/record/tasks/useTaskActions'
import { tintOf, initials } from '@/ui/Avatar'
import { cn } from '@/ui/cn'
import { useNow } from '@/ui/useNow'

type Props = {
  label: string
  tasks: readonly Task[]
  total: number | null
  /// The day each task stands under; without it there are no headings.
  dayOf: ((task: Task) => string) | null
  showAssignee: boolean
  phone: boolean
  mayWrite: boolean
  hasMore: boolean
  onMore: () => void
  actions: TaskActions
  onPanel: (mode: PanelMode, task: Task, anchor: HTMLElement) => void
  onEdit: (task: Task) => void
  onOpen: (task: Task) => void
  onTicket: (call: Task) => void
}

type Item = { day: string } | { task: Task; index: number }

const ROW = 44
const CARD = 76
const HEADING = 36
const AHEAD = 20

/// A long list of tasks: a window of it drawn, one tab stop, J and K inside. Plain elements only in its rows.
export function TaskGrid(props: Props) {
  const { label, tasks, total, dayOf, showAssignee, phone, mayWrite, hasMore, onMore, actions, onPanel, onEdit, onOpen, onTicket } = props
  const me = useMe()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const refocus = useRef(false)
  // What is due changes with the clock.
  useNow()
  const items = useMemo(() => withDays(tasks, dayOf), [tasks, dayOf])
  const height = phone ? CARD : ROW
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => (items[i] && 'day' in items[i] ? HEADING : height),
    overscan: 8,
  })
  useEffect(() => virtual.measure(), [virtual, items, height])
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= items.length - AHEAD) onMore()
  }, [hasMore, last, items.length, onMore])

  const current = Math.min(active, tasks.length - 1)
  const focusTask = useCallback(
    (index: number) => {
      refocus.current = true
      setActive(index)
      virtual.scrollToIndex(items.findIndex((item) => 'task' in item && item.index === index))
    },
    [items, virtual],
  )
  // The row may only exist after the window moved, or after the one before it was completed away.
  useLayoutEffect(() => {
    if (!refocus.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-task="${current}"]`)
    if (!row) return
    refocus.current = false
    row.focus({ preventScroll: true })
    row.scrollIntoView?.({ block: 'nearest' })
  })

  const keys = (event: KeyboardEvent) => {
    const task = tasks[current]
    const target = event.target as HTMLElement
    if (!task || event.altKey || event.ctrlKey || event.metaKey) return
    const onRow = target.dataset['task'] !== undefined
    const row = () => scroller.current?.querySelector<HTMLElement>(`[data-task="${current}"]`)
    const panel = (mode: PanelMode) => {
      const anchor = row()
      if (anchor && mayWrite && !isDone(task)) onPanel(mode, task, anchor)
    }
    switch (event.key) {
      case 'j':
      case 'ArrowDown':
        focusTask(Math.min(current + 1, tasks.length - 1))
        break
      case 'k':
      case 'ArrowUp':
        focusTask(Math.max(current - 1, 0))
        break
      case 'Home':
        focusTask(0)
        break
      case 'End':
        focusTask(tasks.length - 1)
        break
      case 'e':
        panel('complete')
        break
      case 'p':
        panel('postpone')
        break
      case 'x':
        if (!mayWrite) return
        void (isDone(task) ? actions.reopen(task) : actions.complete(task))
        break
      case 'Enter':
        if (!onRow) return
        onOpen(task)
        break
      default:
        return
    }
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={total ?? -1}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none"
      onKeyDown={keys}
    >
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {drawn.map((place) => {
          const item = items[place.index]
          if (!item) return null
          const style = { transform: `translateY(${place.start}px)`, height: place.size }
          if ('day' in item) {
            return (
              <div key={`day-${item.day}`} role="row" className="absolute inset-x-0 top-0 flex items-end px-4 pb-1.5" style={style}>
                <span role="gridcell" aria-colspan={5} className="text-12 font-medium text-ink-3">
                  {headingOf(item.day)}
                </span>
              </div>
            )
          }
          const { task, index } = item
          const href = recordHref(task.parent?.object, task.parent?.id)
          return (
            <div
              key={task.id}
              role="row"
              data-task={index}
              aria-rowindex={index + 1}
              tabIndex={index === current ? 0 : -1}
              aria-label={task.title}
              className={cn(
                'group/task absolute inset-x-0 top-0 border-b border-line px-2 outline-none contain-strict hover:bg-row-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
                phone
                  ? 'grid grid-cols-[44px_minmax(0,1fr)_auto] items-center gap-x-1'
                  : 'grid grid-cols-[36px_minmax(0,1.6fr)_minmax(0,1fr)_auto_132px] items-center gap-x-3',
                !phone && showAssignee && 'grid-cols-[36px_minmax(0,1.6fr)_minmax(0,1fr)_150px_auto_132px]!',
              )}
              style={style}
              onFocus={() => setActive(index)}
            >
              <span role="gridcell" className="flex justify-center">
                <TaskCheck task={task} tabIndex={-1} disabled={!mayWrite} onToggle={() => void (isDone(task) ? actions.reopen(task) : actions.complete(task))} />
              </span>
              <span role="gridcell" className="flex min-w-0 flex-col">
                <Title task={task} tabIndex={-1} {...(mayWrite && !isDone(task) ? { onEdit } : {})} />
                {phone && (
                  <span className="flex min-w-0 items-center gap-2 ps-5">
                    <DueBadge task={task} />
                    <Parent task={task} href={href} />
                  </span>
                )}
                {!phone && isDone(task) && (task.outcome ?? task.comment) && (
                  <bdi className="truncate ps-5 text-12 text-ink-3">{[task.outcome, task.comment].filter(Boolean).join(' · ')}</bdi>
                )}
              </span>
              {!phone && (
                <span role="gridcell" className="flex min-w-0">
                  <Parent task={task} href={href} />
                </span>
              )}
              {!phone && showAssignee && (
                <span role="gridcell" className="flex min-w-0 items-center gap-1.5">
                  {task.assignee && (
                    <>
                      <span
                        aria-hidden="true"
                        data-initials={initials(task.assignee.name ?? '')}
                        className={cn('flex size-5 shrink-0 items-center justify-center rounded-full text-[9px] font-semibold before:content-[attr(data-initials)]', tintOf(task.assignee.name ?? ''))}
                      />
                      <bdi className="truncate text-ink-2">{task.assignee.name}</bdi>
                    </>
                  )}
                </span>
              )}
              {!phone && (
                <span role="gridcell" className={cn('flex justify-end', isDone(task) && !mayTicket(me, task) && 'invisible')}>
                  {isDone(task) && mayTicket(me, task) && <TicketButton tabIndex={-1} task={task} onClick={() => onTicket(task)} />}
                  {mayWrite && !isDone(task) && (
                    <span className="flex opacity-0 group-focus-within/task:opacity-100 group-hover/task:opacity-100 touch:opacity-100">
                      <RowButton tabIndex={-1} label={t('tasks.completeWith', { title: task.title })} hint={`${t('tasks.completeWith.short')} (E)`} onClick={(at) => onPanel('complete', task, at)}>
                        <Check size={14} aria-hidden />
                      </RowButton>
                      <RowButton tabIndex={-1} label={t('tasks.postponeOne', { title: task.title })} hint={`${t('tasks.postpone')} (P)`} onClick={(at) => onPanel('postpone', task, at)}>
                        <CalendarClock size={14} aria-hidden />
                      </RowButton>
                    </span>
                  )}
                </span>
              )}
              <span role="gridcell" className="flex items-center justify-end">
                {!phone && <DueBadge task={task} />}
                {phone && isDone(task) && mayTicket(me, task) && <TicketButton tabIndex={-1} task={task} onClick={() => onTicket(task)} />}
                {phone && mayWrite && !isDone(task) && (
                  <RowButton tabIndex={-1} label={t('tasks.postponeOne', { title: task.title })} hint={t('tasks.postpone')} onClick={(at) => onPanel('postpone', task, at)}>
                    <CalendarClock size={18} aria-hidden />
                  </RowButton>
                )}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Parent({ task, href }: { task: Task; href: string | null }) {
  if (!task.parent) return null
  const label = task.parent.label || t('grid.untitled')
  return href === null ? (
    <bdi className="truncate text-ink-2">{label}</bdi>
  ) : (
    <Link to={href} tabIndex={-1} className="truncate rounded-chip text-ink-2 hover:text-accent hover:underline touch:text-13">
      <bdi>{label}</bdi>
    </Link>
  )
}

function withDays(tasks: readonly Task[], dayOf: Props['dayOf']): Item[] {
  const items: Item[] = []
  let day: string | null = null
  tasks.forEach((task, index) => {
    const own = dayOf?.(task) ?? null
    if (own !== null && own !== day) items.push({ day: own })
    day = own
    items.push({ task, index })
  })
  return items
}

function headingOf(day: string): string {
  const now = today()
  if (day === now) return t('day.today')
  if (day === plusDays(now, 1)) return t('day.tomorrow')
  return day === plusDays(now, -1) ? t('day.yesterday') : dayName(day)
}

export const dueDay = (task: Task): string => dayIn(task.dueAt)
export const doneDay = (task: Task): string => dayIn(task.completedAt ?? task.dueAt)
