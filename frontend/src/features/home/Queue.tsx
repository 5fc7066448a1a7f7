import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { bucketOf, plusDays, startOfDay } from '@/record/tasks/dueTimes'
import { all, OPEN, type Task } from '@/record/tasks/task'
import { TaskList } from '@/record/tasks/TaskList'
import { useTasks } from '@/record/tasks/useTasks'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { Card, CARD_LINK } from './Card'

const TaskDialog = lazy(() => import('@/record/tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))

const NEXT_DAYS = 14
/// As many of each part as one looks at in a morning; the rest is a press away.
const SHOWN = { overdue: 6, today: 8, next: 5 } as const
const SEARCH = { whose: 'all' } as const
type Part = keyof typeof SHOWN
const PARTS: readonly Part[] = ['overdue', 'today', 'next']

/// What the reader's people have to do, and he.
export function Queue() {
  const me = useMe()
  const day = today()
  const filter = useMemo(
    () => all(OPEN, { field: 'dueAt', op: 'before', value: startOfDay(plusDays(day, NEXT_DAYS)) }),
    [day],
  )
  const { tasks, isPending, error, refetch } = useTasks(filter)
  const [creating, setCreating] = useState(false)
  const [edited, setEdited] = useState<Task | null>(null)
  const mayWrite = may(me, 'tasks', 'write')
  const parts = useMemo(() => byPart(tasks), [tasks])
  return (
    <Card
      title={t('home.queue')}
      aside={
        <Link to="/tasks" search={SEARCH} className={CARD_LINK}>
          {t('home.queue.all')}
        </Link>
      }
    >
      {isPending && <SkeletonRows rows={8} className="p-4" />}
      {error !== null && tasks.length === 0 && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!isPending && error === null && tasks.length === 0 && (
        <EmptyState
          kind="first"
          title={t('home.queue.empty')}
          text={t('home.queue.empty.text')}
          action={
            mayWrite && (
              <Button variant="primary" onClick={() => setCreating(true)}>
                {t('tasks.new')}
              </Button>
            )
          }
        />
      )}
      {PARTS.map((part) => {
        const found = parts[part]
        if (found.length === 0) return null
        return (
          <section key={part} aria-label={t(`home.queue.${part}`)} className="border-b border-line px-2 pb-1 last:border-b-0">
            <h3 className="flex items-center gap-1.5 px-2 pt-2.5 pb-1 text-12 font-medium text-ink-3">
              {t(`home.queue.${part}`)}
              <span className="tabular-nums">{found.length}</span>
            </h3>
            <TaskList label={t(`home.queue.${part}`)} tasks={found.slice(0, SHOWN[part])} showParent showAssignee mayWrite={mayWrite} onEdit={setEdited} />
            {found.length > SHOWN[part] && (
              <Link to="/tasks" search={{ ...SEARCH, tab: part === 'next' ? 'upcoming' : part }} className="mb-1 inline-block px-2 py-1 text-12 font-medium text-accent hover:underline">
                {t('home.queue.more', { count: found.length - SHOWN[part] })}
              </Link>
            )}
          </section>
        )
      })}
      <Suspense>
        {creating && <TaskDialog parentObject="lead" onClose={() => setCreating(false)} />}
        {edited && <TaskDialog task={edited} parentObject="lead" onClose={() => setEdited(null)} />}
      </Suspense>
    </Card>
  )
}

function byPart(tasks: readonly Task[]): Record<Part, Task[]> {
  const parts: Record<Part, Task[]> = { overdue: [], today: [], next: [] }
  for (const task of tasks) {
    const bucket = bucketOf(task.dueAt)
    parts[bucket === 'overdue' || bucket === 'today' ? bucket : 'next'].push(task)
  }
  return parts
}
