import { lazy, Suspense, useMemo, useState } from 'react'
import type { Ref } from '@/api/types'
import { t } from '@/i18n/t'
import { QuickTask } from './QuickTask'
import { isDone, type Task, tasksOf } from './task'
import { TaskList } from './TaskList'
import { useTasks } from './useTasks'
import { SkeletonRows } from '@/ui/Skeleton'

const TaskDialog = lazy(() => import('./TaskDialog').then((module) => ({ default: module.TaskDialog })))

type Props = {
  record: Ref
  mayWrite: boolean
  /// Says so when nothing is planned: for records that ought to go somewhere.
  urge: boolean
  onMore: () => void
}

/// What is planned for a record, and what was done.
export function RecordTasks({ record, mayWrite, urge, onMore }: Props) {
  const filter = useMemo(() => tasksOf(record.id), [record.id])
  const { tasks, isPending } = useTasks(filter)
  const [edited, setEdited] = useState<Task | null>(null)
  const [showDone, setShowDone] = useState(false)
  const open = tasks.filter((task) => !isDone(task))
  const done = tasks.filter(isDone)
  const shown = [...open, ...(showDone ? done : [])]
  return (
    <section aria-label={t('nav.tasks')}>
      <h2 className="mb-1.5 flex items-center gap-1.5 text-12 font-medium text-ink-3">
        {t('record.tasks')}
        {open.length > 0 && <span className="tabular-nums">{open.length}</span>}
      </h2>
      {mayWrite && <QuickTask parent={record} onMore={onMore} />}
      {isPending && <SkeletonRows rows={2} className="mt-3" />}
      {urge && !isPending && open.length === 0 && (
        <p className="mt-2 rounded-card bg-warn-soft px-3 py-2 text-12 text-warn">{t('record.noNextStep')}</p>
      )}
      <div className="-mx-1 mt-1">
        <TaskList label={t('record.tasks')} tasks={shown} showAssignee narrow mayWrite={mayWrite} onEdit={setEdited} />
      </div>
      {done.length > 0 && (
        <button type="button" aria-expanded={showDone} className="mt-1 rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setShowDone((on) => !on)}>
          {t(showDone ? 'tasks.hideDone' : 'tasks.showDone', { count: done.length })}
        </button>
      )}
      {edited && (
        <Suspense>
          <TaskDialog task={edited} parentObject={record.object} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </section>
  )
}
