import { Link } from '@tanstack/react-router'
import { CalendarClock, Check, CircleCheckBig, LifeBuoy } from 'lucide-react'
import type { ReactNode } from 'react'
import { dateTime } from '@/i18n/format'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { TONE } from '@/ui/Badge'
import { cn } from '@/ui/cn'
import { usePhone } from '@/ui/useMedia'
import { useNow } from '@/ui/useNow'
import { recordHref } from '../links'
import { dueText, dueTone } from './due'
import { TASK_ICON } from './icons'
import { isDone, mayTicket, type Task } from './task'
import { TaskCheck } from './TaskCheck'
import { useTaskPanel } from './useTaskPanel'
import { useTaskActions } from './useTaskActions'

type Props = {
  label: string
  tasks: readonly Task[]
  /// Which record each belongs to, where that is not clear from the page.
  showParent?: boolean
  /// Whose they are, where they are not all the reader's.
  showAssignee?: boolean
  mayWrite: boolean
  /// In a narrow pane the due time stands below the title.
  narrow?: boolean
  onEdit?: (task: Task) => void
}

/// A short list of tasks with everything one does to them in place.
export function TaskList({ label, tasks, showParent = false, showAssignee = false, narrow: asked = false, mayWrite, onEdit }: Props) {
  const phone = usePhone()
  const narrow = asked || phone
  const me = useMe()
  const { show, panel, ticket, opened } = useTaskPanel()
  const { complete, reopen } = useTaskActions()
  // What is due changes with the clock.
  useNow()
  return (
    <>
      <ul aria-label={label} className="flex flex-col">
        {tasks.map((task) => (
          <li key={task.id} className="group/task flex items-center gap-1.5 border-b border-line py-1 ps-1 pe-1.5 last:border-b-0 hover:bg-hover">
            <TaskCheck task={task} disabled={!mayWrite} onToggle={() => void (isDone(task) ? reopen(task) : complete(task))} />
            <span className="min-w-0 flex-1 py-1">
              <Title task={task} {...(onEdit && mayWrite ? { onEdit } : {})} />
              {narrow ? (
                <span className="flex min-w-0 items-center gap-2 ps-5">
                  <DueBadge task={task} />
                  <Below task={task} showParent={showParent} showAssignee={showAssignee} narrow={narrow} />
                </span>
              ) : (
                (showParent || showAssignee) && <Below task={task} showParent={showParent} showAssignee={showAssignee} narrow={narrow} />
              )}
            </span>
            {mayWrite && !isDone(task) && (
              // What the panel stands beside stays while it is open, or the panel would leave from under the pointer.
              <span className={cn('shrink-0 group-focus-within/task:flex group-hover/task:flex touch:flex', opened === task.id ? 'flex' : 'hidden')}>
                {!phone && (
                  <RowButton label={t('tasks.completeWith', { title: task.title })} hint={t('tasks.completeWith.short')} onClick={(at) => show('complete', task, at)}>
                    <Check size={14} aria-hidden />
                  </RowButton>
                )}
                <RowButton label={t('tasks.postponeOne', { title: task.title })} hint={t('tasks.postpone')} onClick={(at) => show('postpone', task, at)}>
                  <CalendarClock size={14} aria-hidden />
                </RowButton>
              </span>
            )}
            {isDone(task) && mayTicket(me, task) && <TicketButton task={task} onClick={() => ticket(task)} />}
            {!narrow && <DueBadge task={task} />}
          </li>
        ))}
      </ul>
      {panel}
    </>
  )
}

export function Title({ task, onEdit, tabIndex }: { task: Task; onEdit?: (task: Task) => void; tabIndex?: number }) {
  const Icon = TASK_ICON[task.kind] ?? CircleCheckBig
  const words = (
    <>
      <Icon size={14} className="shrink-0 text-ink-3" aria-hidden />
      <bdi className={cn('truncate', isDone(task) ? 'text-ink-3 line-through' : 'font-medium')}>{task.title}</bdi>
      {task.priority === 'high' && !isDone(task) && <span className="shrink-0 text-12 font-medium text-bad">{t('tasks.high')}</span>}
    </>
  )
  const look = 'flex min-h-6 max-w-full min-w-0 items-center gap-1.5'
  if (!onEdit) return <span className={look}>{words}</span>
  return (
    <button type="button" tabIndex={tabIndex} title={task.title} className={cn(look, 'rounded-chip text-start hover:underline')} onClick={() => onEdit(task)}>
      {words}
    </button>
  )
}

function Below({ task, showParent, showAssignee, narrow }: { task: Task; showParent: boolean; showAssignee: boolean; narrow: boolean }) {
  const href = recordHref(task.parent?.object, task.parent?.id)
  return (
    <span className={cn('flex min-w-0 items-center gap-1.5 text-12 text-ink-2', !narrow && 'ps-5')}>
      {showParent &&
        task.parent &&
        (href === null ? (
          <bdi className="truncate">{task.parent.label}</bdi>
        ) : (
          <Link to={href} className="truncate leading-6 hover:text-accent hover:underline">
            <bdi>{task.parent.label}</bdi>
          </Link>
        ))}
      {showAssignee && task.assignee && (
        <bdi className="truncate">
          {showParent && task.parent && <span aria-hidden="true">· </span>}
          {task.assignee.name}
        </bdi>
      )}
    </span>
  )
}

export function DueBadge({ task }: { task: Task }) {
  const done = isDone(task)
  const at = done ? (task.completedAt ?? task.dueAt) : task.dueAt
  return (
    <time dateTime={at} title={dateTime(at)} className={cn('inline-flex h-5 shrink-0 items-center rounded-chip px-1.5 text-12 font-medium whitespace-nowrap tabular-nums', TONE[dueTone(task)])}>
      {done ? t(task.status === 'canceled' ? 'due.canceled' : 'due.done') : dueText(task.dueAt)}
    </time>
  )
}

export function TicketButton({ task, onClick, tabIndex }: { task: Task; onClick: () => void; tabIndex?: number }) {
  return (
    <RowButton {...(tabIndex === undefined ? {} : { tabIndex })} label={t('tasks.ticketOf', { title: task.title })} hint={t('tasks.ticket')} onClick={onClick}>
      <LifeBuoy size={14} aria-hidden />
    </RowButton>
  )
}

export function RowButton({ label, hint, onClick, tabIndex, children }: { label: string; hint: string; onClick: (at: HTMLElement) => void; tabIndex?: number; children: ReactNode }) {
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={label}
      aria-haspopup="dialog"
      title={hint}
      className="flex size-7 items-center justify-center rounded-control text-ink-3 hover:bg-press hover:text-ink touch:size-11"
      onClick={(event) => onClick(event.currentTarget)}
    >
      {children}
    </button>
  )
}
