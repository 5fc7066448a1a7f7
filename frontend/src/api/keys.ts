import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

/// Keys by which scripts and other systems act for a person.
export type ApiKey = Schemas['ApiKeyView']
export type NewApiKey = Schemas['NewApiKey']
export type CreatedApiKey = Schemas['CreatedApiKey']
export type KeyScope = ApiKey['scopes'][number]

const PAGE = 50

export const myKeysQuery = queryOptions({
  queryKey: ['apiKeys', 'mine'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/api-keys', { signal })),
})

export const everybodysKeysQuery = infiniteQueryOptions({
  queryKey: ['apiKeys', 'everybody'],
  queryFn: async ({ pageParam, signal }) => {
    const query = { everybody: true, limit: PAGE, cursor: pageParam ?? undefined }
    const { data, meta } = await answerOf(api.GET('/api/v1/api-keys', { params: { query }, signal }))
    return { keys: data, cursor: cursorOf(meta) }
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.cursor,
})

export const createKey = (body: NewApiKey) => dataOf(api.POST('/api/v1/api-keys', { body }))

export const revokeKey = (id: string) => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })
