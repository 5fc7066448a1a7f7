import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, writtenBy } from '@/api/client'
import type { Schemas } from '@/api/types'

export const previewQuery = (object: string, keep: string, merge: string) =>
  queryOptions({
    queryKey: [object, 'merge', keep, merge],
    queryFn: ({ signal }) => dataOf(api.POST('/api/v1/merges/preview', { body: { object, keep, merge }, signal })),
    staleTime: 0,
  })

export const mergedQuery = (object: string, record: string) =>
  queryOptions({
    queryKey: [object, 'merged', record],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/merges', { params: { query: { object, record } }, signal })),
  })

export const mergeRecords = (body: Schemas['NewMerge']) => writtenBy(api.POST('/api/v1/merges', { body }))

export const takeApart = (id: string) => dataOf(api.POST('/api/v1/merges/{id}/undo', { params: { path: { id } } }))
