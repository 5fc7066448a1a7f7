import type { Which } from '@/api/approvals'

/// What waits for the reader is the usual case and needs no word in the address.
export type ApprovalsSearch = { which?: Exclude<Which, 'waiting'> }

export const parseApprovalsSearch = (raw: Record<string, unknown>): ApprovalsSearch => (raw['which'] === 'asked' || raw['which'] === 'decided' ? { which: raw['which'] } : {})
