import type { ApprovalStep, Approver } from '@/api/approvals'

/// A step while it is being composed: a row of its own, whoever it names.
export type StepForm = { row: number; type: Approver['type']; userId: string | null; role: string | null; dueDays: string }

let rows = 0

export const newStep = (type: Approver['type'] = 'manager'): StepForm => ({ row: ++rows, type, userId: null, role: null, dueDays: '2' })

export function toForm({ approver, dueDays }: ApprovalStep): StepForm {
  return {
    ...newStep(approver.type),
    userId: approver.type === 'user' ? approver.userId : null,
    role: approver.type === 'role' ? approver.role : null,
    dueDays: dueDays === undefined || dueDays === null ? '' : String(dueDays),
  }
}

const MOST_DAYS = 90

/// Null while something is still to be chosen.
export function toStep({ type, userId, role, dueDays }: StepForm): ApprovalStep | null {
  const approver = type === 'user' ? (userId === null ? null : { type, userId }) : type === 'role' ? (role === null ? null : { type, role }) : { type }
  const days = dueDays.trim() === '' ? null : Number(dueDays)
  if (approver === null || (days !== null && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS))) return null
  return { approver, ...(days === null ? {} : { dueDays: days }) }
}

/// All of them, or null while one is not finished.
export function toSteps(forms: readonly StepForm[]): ApprovalStep[] | null {
  const steps = forms.map(toStep)
  return steps.length > 0 && steps.every((step) => step !== null) ? steps : null
}

/// The policies as they would stand after one moves, and those whose stored position that changes. Positions are made
/// dense on the way, so gaps and ties of older changes heal.
export function moved<P extends { id: string; position: number }>(all: readonly P[], id: string, to: number): { all: P[]; changed: P[] } {
  const from = all.findIndex((each) => each.id === id)
  const one = all[from]
  const place = Math.max(0, Math.min(all.length - 1, to))
  if (!one || from === place) return { all: [...all], changed: [] }
  const ordered = all
    .toSpliced(from, 1)
    .toSpliced(place, 0, one)
    .map((each, index) => ({ ...each, position: index + 1 }))
  return { all: ordered, changed: ordered.filter((each) => all.find((old) => old.id === each.id)?.position !== each.position) }
}
