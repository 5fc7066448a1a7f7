import { queryOptions } from '@tanstack/react-query'
import { api, changeSetOf, dataOf, type Written } from '@/api/client'
import type { Row, Schemas } from '@/api/types'

/// What a call would become, and what it became already.
export const callDraftQuery = (task: string) =>
  queryOptions({
    // Not among the tickets': what is told live of the one being made must not ask again meanwhile.
    queryKey: ['callDraft', task],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tickets/from-call/{task}', { params: { path: { task } }, signal })),
    // A colleague may have been faster, and the comment is new.
    staleTime: 0,
    gcTime: 0,
  })

/// Once per call: the ticket that is there, and no change set, when somebody was faster.
export async function ticketOfCall(task: string, values: Record<string, unknown>): Promise<Written<Row>> {
  const { data, response } = await api.POST('/api/v1/tickets/from-call/{task}', { params: { path: { task } }, body: values as Schemas['NewTicketOfCall'] })
  return { data: data?.data as Row, changeSet: response.status === 201 ? changeSetOf(response) : null }
}
