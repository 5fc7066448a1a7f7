import { http } from '@/api/http'
import type { Duplicate, RecordView, Row } from '@/api/types'

export const LEADS = '/leads'

export type NewLead = Record<string, unknown> & { onDuplicate: 'resubmit' | 'reject' | 'create' }
export type LeadOutcome = { outcome: 'created' | 'linked' | 'resubmitted'; lead: Row }

export const createLead = async (lead: NewLead) => (await http.post<LeadOutcome>(LEADS, lead)).data

export const findDuplicates = async (values: { phone?: string; email?: string; exclude?: string }, signal?: AbortSignal) =>
  (await http.post<Duplicate[]>(`${LEADS}/duplicates`, values, signal)).data

export const reassignLead = async (id: string, version: number, owner: string) =>
  (await http.post<RecordView>(`${LEADS}/${id}/reassign`, { version, owner })).data
