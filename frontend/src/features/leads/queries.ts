import { api, dataOf, writtenBy } from '@/api/client'
import type { Schemas } from '@/api/types'

export type NewLead = Schemas['IntakeOptions']

export const createLead = (body: NewLead) => writtenBy(api.POST('/api/v1/leads', { body }))

export const findDuplicates = (body: Schemas['DuplicateCheck'], signal?: AbortSignal) => dataOf(api.POST('/api/v1/leads/duplicates', { body, signal }))
