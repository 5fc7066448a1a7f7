import type { ObjectMeta } from '@/api/types'

/// Whether records of this object go through the statuses of a pipeline.
export const hasStatuses = (meta: ObjectMeta): boolean =>
  meta.fields.some((field) => field.kind === 'status') && meta.fields.some((field) => field.key === 'pipeline')

export const statusField = (meta: ObjectMeta) => {
  const found = meta.fields.find((field) => field.kind === 'status')
  if (!found) throw new Error(`${meta.key} has no status`)
  return found
}
