import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Pair = Schemas['Proposal']
export type SearchProgress = Schemas['DuplicateSearch']

const POLL_MS = 1_000
export const isBusy = ({ state }: SearchProgress): boolean => state === 'waiting' || state === 'running'

export const progressQuery = (object: string) =>
  queryOptions({
    queryKey: [object, 'duplicateSearch'],
    queryFn: ({ signal }): Promise<SearchProgress> => dataOf(api.GET('/api/v1/duplicates/search', { params: { query: { object } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && isBusy(state.data) ? POLL_MS : false),
  })

/// What the search that ended then found.
export const pairsQuery = (object: string, finishedAt: string | null) =>
  infiniteQueryOptions({
    queryKey: [object, 'duplicates', finishedAt],
    queryFn: async ({ pageParam, signal }) => {
      const { data, meta } = await answerOf(api.GET('/api/v1/duplicates', { params: { query: { object, cursor: pageParam ?? undefined } }, signal }))
      return { pairs: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const searchNow = (object: string): Promise<SearchProgress> => dataOf(api.POST('/api/v1/duplicates/search', { body: { object } }))

export const setAside = (id: string) => api.POST('/api/v1/duplicates/{id}/dismiss', { params: { path: { id } } })
