import '@/i18n/packs/tasks'
import { api, dataOf, once } from '@/api/client'
import { mayDo } from '@/api/rights'
import type { Condition, Filter, Me, Narrow, Row, Schemas } from '@/api/types'

export type TaskStatus = NonNullable<Schemas['TaskRecord']['status']>

/// A task as the record spine sends it, with the columns a list of tasks asks for. Any record may be its parent.
export type Task = Row & Schemas['TaskRecord'] & Required<Pick<Schemas['TaskRecord'], 'title' | 'kind' | 'priority' | 'status' | 'dueAt'>>

export const TASK = 'task'
export const TASKS = '/tasks'
export const TASK_FIELDS = ['title', 'kind', 'priority', 'status', 'dueAt', 'remindAt', 'assignee', 'parent', 'outcome', 'comment', 'completedAt']

export const isDone = (task: Pick<Task, 'status'>): boolean => task.status === 'done' || task.status === 'canceled'

/// A call that asked for more than an answer becomes a ticket.
export const mayTicket = (me: Me, task: Pick<Task, 'kind' | 'status'>): boolean => task.kind === 'call' && task.status !== 'canceled' && mayDo(me, 'tickets', 'create')

/// Still somebody's work.
export const OPEN: Condition = { field: 'status', op: 'in', value: ['todo', 'in_progress', 'postponed'] }

export const all = (...conditions: (Filter | null | false)[]): Filter => ({ and: conditions.filter((each) => each !== null && each !== false) })

export const tasksOf = (recordId: string): Filter => all({ field: 'parent', op: 'eq', value: recordId })

/// What an entry of the queue about a task belongs to: its parent, else the task itself.
export const lineOf = (task: Pick<Task, 'id' | 'title' | 'parent'>) =>
  task.parent ? { object: task.parent.object, id: task.parent.id, title: task.parent.label ?? task.title } : { object: TASK, id: task.id, title: task.title }

/// Kinds and priorities are picked from what the description of tasks offers.
export type NewTask = Narrow<Schemas['NewTask'], { kind: string; priority: string }>

export const newTaskBody = (task: NewTask) => task as Schemas['NewTask']

export const createTask = async (body: Schemas['NewTask'], key?: string) => taskOf(await dataOf(api.POST('/api/v1/tasks', { body, ...once(key) })))

export type TaskStep =
  | ({ step: 'complete' } & Omit<Schemas['TaskCompletion'], 'version'>)
  | ({ step: 'postpone' } & Omit<Schemas['TaskPostponement'], 'version'>)
  | { step: 'start' | 'cancel' | 'reopen' }

export async function stepTask(id: string, version: number, { step, ...body }: TaskStep, key?: string): Promise<Task> {
  const call = api.POST(`/api/v1/tasks/{id}/${step}`, { params: { path: { id } }, body: { version, ...body }, ...once(key) })
  return taskOf(await dataOf(call))
}

/// Single tasks and lists that ask for `TASK_FIELDS` have them all; the document knows only that lists may leave some out.
export const taskOf = (row: Row): Task => row as Task
