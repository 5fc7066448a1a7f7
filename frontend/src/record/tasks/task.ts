import { http } from '@/api/http'
import type { Condition, Filter, Person, Ref, Row } from '@/api/types'

export type TaskStatus = 'todo' | 'in_progress' | 'postponed' | 'done' | 'canceled'

/// A task as the record spine sends it. Any record may be its parent.
export type Task = Row & {
  title: string
  kind: string
  priority: string
  status: TaskStatus
  dueAt: string
  remindAt?: string | null
  assignee?: Person | null
  parent?: Ref | null
  outcome?: string | null
  comment?: string | null
  completedAt?: string | null
}

export const TASK = 'task'
export const TASKS = '/tasks'
export const TASK_FIELDS = ['title', 'kind', 'priority', 'status', 'dueAt', 'remindAt', 'assignee', 'parent', 'outcome', 'comment', 'completedAt']

export const isDone = (task: Pick<Task, 'status'>): boolean => task.status === 'done' || task.status === 'canceled'

/// Still somebody's work.
export const OPEN: Condition = { field: 'status', op: 'in', value: ['todo', 'in_progress', 'postponed'] }

export const all = (...conditions: (Filter | null | false)[]): Filter => ({ and: conditions.filter((each) => each !== null && each !== false) })

export const tasksOf = (recordId: string): Filter => all({ field: 'parent', op: 'eq', value: recordId })

export type NewTask = {
  title: string
  kind: string
  priority: string
  dueAt: string
  remindAt?: string | null
  assignee?: string | null
  parent?: { object: string; id: string } | null
}

export const createTask = async (task: NewTask) => (await http.post<Task>(TASKS, task)).data

export type TaskStep =
  | { step: 'complete'; outcome?: string | null; comment?: string | null }
  | { step: 'postpone'; dueAt: string; remindAt?: string | null; comment?: string | null }
  | { step: 'start' }
  | { step: 'cancel' }
  | { step: 'reopen' }

export const stepTask = async (id: string, version: number, { step, ...body }: TaskStep) => (await http.post<Task>(`${TASKS}/${id}/${step}`, { version, ...body })).data
