import type { Filter, Schemas } from '@/api/types'

export type StepKind = keyof Schemas['Steps']
export const STEP_KINDS: readonly StepKind[] = ['overdue', 'today', 'planned', 'none']

/// Which of the four a record is in. Days end where the reader's do; the server counts by the company's.
export function stepOf(due: unknown, now: number): StepKind {
  if (typeof due !== 'string') return 'none'
  const at = new Date(due)
  if (at.getTime() < now) return 'overdue'
  const today = new Date(now)
  return at.getFullYear() === today.getFullYear() && at.getMonth() === today.getMonth() && at.getDate() === today.getDate() ? 'today' : 'planned'
}

/// The records the server counts as such.
export function stepFilter(field: string, kind: StepKind): Filter {
  switch (kind) {
    case 'overdue':
      return { field, op: 'within', value: 'past' }
    case 'today':
      return {
        and: [
          { field, op: 'within', value: 'today' },
          { field, op: 'within', value: 'future' },
        ],
      }
    case 'planned':
      return { field, op: 'within', value: 'later' }
    case 'none':
      return { field, op: 'empty' }
  }
}
