import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

export type SearchHit = Schemas['Hit']

/// Fewer letters find nothing.
export const SHORTEST_QUERY = 2

export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }): Promise<SearchHit[]> => dataOf(api.GET('/api/v1/search', { params: { query: { q: text, limit: 12 } }, signal })),
    enabled: text.length >= SHORTEST_QUERY,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
