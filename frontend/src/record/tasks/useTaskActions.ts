import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isProblem } from '@/api/problem'
import { problemText } from '@/api/problems'
import { patchRecord } from '@/api/records'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { writeRow } from '../rows'
import { dueText } from './due'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { lineOf, stepTask, TASK, type Task, TASKS, type TaskStatus, type TaskStep } from './task'

const STATUS_AFTER = { complete: 'done', postpone: 'postponed', start: 'in_progress', cancel: 'canceled', reopen: 'todo' } satisfies Record<TaskStep['step'], TaskStatus>

// A finished task stays where it was, struck through, long enough to be seen going.
const LINGER_MS = 900

function reload(queries: QueryClient, task: Task): void {
  void queries.invalidateQueries({ queryKey: [TASK] })
  if (!task.parent) return
  const { object, id } = task.parent
  for (const part of ['timeline', 'transitions']) void queries.invalidateQueries({ queryKey: [object, part, id] })
}

/// Null when it waits for a connection.
async function take(queries: QueryClient, task: Task, step: TaskStep): Promise<Task | null> {
  const shown: Partial<Task> = { status: STATUS_AFTER[step.step], ...(step.step === 'postpone' ? { dueAt: step.dueAt } : {}) }
  writeRow(queries, TASK, task.id, (row) => ({ ...row, ...shown }))
  try {
    const saved = await send(queries, task, step)
    if (saved === null) return null
    writeRow(queries, TASK, task.id, (row) => ({ ...row, ...saved }))
    setTimeout(() => reload(queries, task), LINGER_MS)
    return saved
  } catch (error) {
    writeRow(queries, TASK, task.id, () => task)
    if (isProblem(error, 'VERSION_CONFLICT')) reload(queries, task)
    toast(problemText(error), { tone: 'problem' })
    throw error
  }
}

function send(queries: QueryClient, task: Task, step: TaskStep): Promise<Task | null> {
  if (step.step !== 'complete') return stepTask(task.id, task.version, step)
  const { step: _, ...result } = step
  const work = { kind: 'complete' as const, task: { id: task.id, title: task.title }, before: task.status, body: { version: task.version, ...result } }
  return sendOrKeep(queries, { record: lineOf(task), work }, (key) => stepTask(task.id, task.version, step, key))
}

/// What can be done with a task in one step; each is shown at once and can be undone from the message that follows.
export function useTaskActions() {
  const queries = useQueryClient()
  return useMemo(() => {
    const quietly = (work: Promise<unknown>): Promise<void> => work.then(nothing, nothing)
    return {
      complete: (task: Task, with_: { outcome?: string | null; comment?: string | null } = {}) =>
        quietly(
          take(queries, task, { step: 'complete', ...with_ }).then(
            (done) => done && toast(t('tasks.completed', { title: task.title }), { undo: () => take(queries, done, { step: 'reopen' }) }),
          ),
        ),
      postpone: (task: Task, dueAt: string) =>
        quietly(
          take(queries, task, { step: 'postpone', dueAt }).then(
            (moved) =>
              moved &&
              toast(t('tasks.postponed', { when: dueText(dueAt) }), {
                // Written, not postponed again: the old time may be past, and nothing was put off.
                undo: async () => {
                  const { data: back } = await patchRecord(TASKS, task.id, moved.version, { dueAt: task.dueAt, remindAt: task.remindAt ?? null })
                  writeRow(queries, TASK, task.id, (row) => ({ ...row, ...back }))
                  reload(queries, task)
                },
              }),
          ),
        ),
      cancel: (task: Task) =>
        quietly(
          take(queries, task, { step: 'cancel' }).then((gone) => gone && toast(t('tasks.canceled', { title: task.title }), { undo: () => take(queries, gone, { step: 'reopen' }) })),
        ),
      reopen: (task: Task) => quietly(take(queries, task, { step: 'reopen' }).then(() => toast(t('tasks.reopened', { title: task.title })))),
    }
  }, [queries])
}

export type TaskActions = ReturnType<typeof useTaskActions>

const nothing = () => undefined
