import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, writtenBy } from '@/api/client'
import type { Schemas } from '@/api/types'

export type NewLead = Schemas['IntakeOptions']

export const createLead = (body: NewLead) => writtenBy(api.POST('/api/v1/leads', { body }))

export const findDuplicates = (body: Schemas['DuplicateCheck'], signal?: AbortSignal) => dataOf(api.POST('/api/v1/leads/duplicates', { body, signal }))

export const conversionQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead', 'conversion', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/leads/{id}/conversion', { params: { path: { id } }, signal })),
    staleTime: 0,
  })

export const convertLead = (id: string, body: Schemas['Conversion']) => writtenBy(api.POST('/api/v1/leads/{id}/conversion', { params: { path: { id } }, body }))
