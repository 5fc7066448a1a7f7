import { useMemo, useState } from 'react'
import { lazy, Suspense } from 'react'
import type { Ref } from '@/api/types'
import { t } from '@/i18n/t'
import { QuickTask } from '@/record/tasks/QuickTask'
import { isDone, type Task, tasksOf } from '@/record/tasks/task'
import { TaskList } from '@/record/tasks/TaskList'
import { useTasks } from '@/record/tasks/useTasks'
import { SkeletonRows } from '@/ui/Skeleton'

const TaskDialog = lazy(() => import('@/record/tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))

/// What is planned for this lead, and what was done.
export function LeadTasks({ lead, mayWrite, onMore }: { lead: Ref; mayWrite: boolean; onMore: () => void }) {
  const filter = useMemo(() => tasksOf(lead.id), [lead.id])
  const { tasks, isPending } = useTasks(filter)
  const [edited, setEdited] = useState<Task | null>(null)
  const [showDone, setShowDone] = useState(false)
  const open = tasks.filter((task) => !isDone(task))
  const done = tasks.filter(isDone)
  const shown = [...open, ...(showDone ? done : [])]
  return (
    <section aria-label={t('nav.tasks')}>
      <h2 className="mb-1.5 flex items-center gap-1.5 text-12 font-medium text-ink-3">
        {t('lead.tasks')}
        {open.length > 0 && <span className="tabular-nums">{open.length}</span>}
      </h2>
      {mayWrite && <QuickTask parent={lead} onMore={onMore} />}
      {isPending && <SkeletonRows rows={2} className="mt-3" />}
      {!isPending && open.length === 0 && (
        <p className="mt-2 rounded-card bg-warn-soft px-3 py-2 text-12 text-warn">{t('lead.noNextStep')}</p>
      )}
      <div className="-mx-1 mt-1">
        <TaskList label={t('lead.tasks')} tasks={shown} showAssignee narrow mayWrite={mayWrite} onEdit={setEdited} />
      </div>
      {done.length > 0 && (
        <button type="button" aria-expanded={showDone} className="mt-1 rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setShowDone((on) => !on)}>
          {t(showDone ? 'tasks.hideDone' : 'tasks.showDone', { count: done.length })}
        </button>
      )}
      {edited && (
        <Suspense>
          <TaskDialog task={edited} parentObject="lead" onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </section>
  )
}
