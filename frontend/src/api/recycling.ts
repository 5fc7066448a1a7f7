import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, api, changeSetOf, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

export type Recycled = Schemas['RecycledView']
type Page = { lying: Recycled[]; cursor: string | null; left: number }

/// What lies in the pool, the longest there first, and how many the reader may take today.
export const poolQuery = (object: string) =>
  infiniteQueryOptions({
    queryKey: ['recycling', object],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const { data, meta } = await answerOf(api.GET('/api/v1/recycling', { params: { query: { object, cursor: pageParam ?? undefined } }, signal }))
      return { lying: data, cursor: cursorOf(meta), left: Number(meta['left'] ?? 0) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page) => last.cursor,
  })

export const takeFromPool = (id: string) => dataOf(api.POST('/api/v1/recycling/{id}/take', { params: { path: { id } } }))

/// The change set by which it is taken back, as long as nobody helped himself.
export const giveBack = async (object: string, record: string, version: number, reason: string): Promise<string | null> =>
  changeSetOf((await api.POST('/api/v1/recycling', { body: { object, record, version, reason } })).response)
