import type { QueryClient } from '@tanstack/react-query'
import { isProblem } from '@/api/problem'
import { recordQuery } from '@/api/records'
import type { RecordView } from '@/api/types'
import type { Entry } from '@/offline/entry'
import { type Outcome, refusalOf } from '@/offline/queue'
import { writeRow } from '../rows'
import { moveRecord } from '../status/moving'
import { createTask, stepTask, TASK, TASKS } from '../tasks/task'
import { addComment } from '../timeline/timeline'

/// Sends one entry of the queue, and says what came of it.
export async function deliver(queries: QueryClient, entry: Entry): Promise<Outcome> {
  try {
    const version = await send(queries, entry)
    reload(queries, entry)
    return { is: 'sent', version }
  } catch (error) {
    return judge(queries, entry, error)
  }
}

async function send(queries: QueryClient, { key, record, work }: Entry): Promise<number | null> {
  switch (work.kind) {
    case 'note':
      await addComment(
        work.path,
        record.id,
        work.text,
        work.mentions.flatMap(({ id }) => id ?? []),
        key,
      )
      return null
    case 'task':
      await createTask(work.body, key)
      return null
    case 'complete': {
      const { version, ...body } = work.body
      const saved = await stepTask(work.task.id, version, { step: 'complete', ...body }, key)
      writeRow(queries, TASK, saved.id, (row) => ({ ...row, ...saved }))
      return saved.version
    }
    case 'move': {
      const { data } = await moveRecord(work.path, record.id, work.body, key)
      writeRow(queries, record.object, record.id, (row) => ({ ...row, ...data }))
      return data.version
    }
  }
}

/// Not now: try again later under the same key.
const NOT_NOW = new Set(['IDEMPOTENCY_IN_PROGRESS', 'UNAUTHENTICATED'])

async function judge(queries: QueryClient, entry: Entry, error: unknown): Promise<Outcome> {
  if (!isProblem(error)) throw error
  if (error.passing || error.status === 429 || error.status >= 500 || error.status === 401 || NOT_NOW.has(error.code)) return { is: 'later' }
  // It was carried out; only the answer is gone.
  if (error.code === 'IDEMPOTENCY_ANSWER_LOST') {
    reload(queries, entry)
    return { is: 'sent', version: null }
  }
  const { work } = entry
  if (work.kind === 'note' || work.kind === 'task' || (error.status !== 409 && error.status !== 422)) return { is: 'failed', refusal: refusalOf(error) }
  const current = error.current ?? (await nowOf(queries, entry))
  if (current && error.code === 'VERSION_CONFLICT' && current[fieldOf(entry)] === work.before) return { is: 'rebase', version: current.version }
  return { is: 'conflict', refusal: { ...refusalOf(error), current } }
}

export const fieldOf = ({ work }: Pick<Entry, 'work'>): string => (work.kind === 'move' ? work.field : 'status')

/// What the server has now, fresh; null when it is not there any more.
export function nowOf(queries: QueryClient, { record, work }: Pick<Entry, 'record' | 'work'>): Promise<RecordView | null> {
  if (work.kind === 'note' || work.kind === 'task') return Promise.resolve(null)
  const [object, path, id] = work.kind === 'complete' ? [TASK, TASKS, work.task.id] : [record.object, work.path, record.id]
  return queries.fetchQuery({ ...recordQuery(object, path, id), staleTime: 0 }).catch(() => null)
}

/// Shows again what was before somebody decided against an entry.
export function showBefore(queries: QueryClient, entry: Entry): void {
  const { record, work, refusal } = entry
  if (work.kind === 'move') writeRow(queries, record.object, record.id, (row) => ({ ...row, [work.field]: work.before, ...refusal?.current }))
  if (work.kind === 'complete') writeRow(queries, TASK, work.task.id, (row) => ({ ...row, status: work.before, ...refusal?.current }))
  reload(queries, entry)
}

export function reload(queries: QueryClient, { record, work }: Pick<Entry, 'record' | 'work'>): void {
  if (work.kind !== 'note') void queries.invalidateQueries({ queryKey: [TASK] })
  void queries.invalidateQueries({
    queryKey: [record.object],
    predicate: ({ queryKey }) => queryKey[1] !== 'list' || (work.kind === 'move' && (queryKey[2] as { column?: unknown } | undefined)?.column !== undefined),
  })
}
