import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

export type AssignmentRequest = Schemas['AssignmentRequestView']

/// What waits for the reader's answer.
export const requestsQuery = infiniteQueryOptions({
  queryKey: ['assignment-requests'],
  queryFn: async ({ pageParam, signal }) => {
    const { data, meta } = await answerOf(api.GET('/api/v1/assignment-requests', { params: { query: { cursor: pageParam ?? undefined } }, signal }))
    return { requests: data, cursor: cursorOf(meta) }
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last: { cursor: string | null }) => last.cursor,
})

export const askForRecord = (object: string, record: string, reason: string): Promise<AssignmentRequest> =>
  dataOf(api.POST('/api/v1/assignment-requests', { body: { object, record, reason } }))

export const approveRequest = (id: string): Promise<AssignmentRequest> => dataOf(api.POST('/api/v1/assignment-requests/{id}/approve', { params: { path: { id } } }))

export const rejectRequest = (id: string, reason: string): Promise<AssignmentRequest> =>
  dataOf(api.POST('/api/v1/assignment-requests/{id}/reject', { params: { path: { id } }, body: { reason } }))
