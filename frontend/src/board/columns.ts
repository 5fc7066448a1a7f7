import type { Pipeline } from '@/api/pipelines'
import type { FieldMeta, Filter, ObjectMeta, StatusGroup } from '@/api/types'

export type BoardStatus = { key: string; label: string; color: string | null; group: StatusGroup | null; limit: number | null }

const ENDED: readonly (StatusGroup | null)[] = ['won', 'lost', 'done', 'expired']

/// Where nothing is left to do, a next step is not missed.
export const isEnded = (status: BoardStatus): boolean => ENDED.includes(status.group)

/// The columns: the statuses of one pipeline, or those the object's description names.
export function statusesOf(field: FieldMeta, pipeline: Pipeline | undefined): BoardStatus[] {
  if (pipeline) return pipeline.statuses.map(({ key, label, color, group, limit }) => ({ key, label, color, group, limit: limit ?? null }))
  return (field.options ?? []).map(({ value, label, color, group, limit }) => ({ key: value, label, color: color ?? null, group: (group as StatusGroup | undefined) ?? null, limit: limit ?? null }))
}

/// What the server must send for a card: the title, who has it, what it is worth, when it goes on, and one line more.
export function cardFields(meta: ObjectMeta, shown: readonly string[]) {
  const known = (key: string | null | undefined) => meta.fields.find((field) => field.key === key)
  const inView = shown.flatMap((key) => known(key) ?? [])
  const status = meta.fields.find((field) => field.kind === 'status')
  const title = known(meta.titleField)
  const below = inView.find((field) => field.key !== meta.titleField && ['text', 'ref', 'choice', 'phone', 'email'].includes(field.kind))
  const owner = inView.find((field) => field.kind === 'user') ?? meta.fields.find((field) => field.key === 'owner')
  const worth = known(meta.board?.worth)
  const step = known(meta.board?.nextStep)
  const stale = known('staleAt')
  const all = [title, status, below, owner, worth, step, stale].flatMap((field) => (field ? [field] : []))
  return { status, title, below, owner, worth, step, stale, keys: [...new Set(all.map((field) => field.key))] }
}

export type CardFields = ReturnType<typeof cardFields>

export const ofPipeline = (pipeline: Pipeline | undefined): Filter | null => (pipeline ? { field: 'pipeline', op: 'eq', value: pipeline.id } : null)
