import { type InfiniteData, InfiniteQueryObserver, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ListQuery, listQuery } from '@/api/records'
import type { ObjectMeta, Page, Row } from '@/api/types'

/// @param more whether the list goes on beyond what is loaded
export type Neighbours = { previous: string | null; next: string | null; position: number; of: number; more: boolean }
type Walk = { ids: readonly string[]; more: boolean; query: ListQuery | null }

const NOWHERE: Walk = { ids: [], more: false, query: null }
/// So many records before the end of what is loaded, the next page is fetched.
const AHEAD = 3

/// Where a record stands in a list, and what lies beside it.
export function neighboursIn(ids: readonly string[], id: string, more = false): Neighbours | null {
  const at = ids.indexOf(id)
  return at < 0 ? null : { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, position: at + 1, of: ids.length, more }
}

/// The list the reader came from: the one read or shown last that holds the record. It is remembered while one goes
/// from record to record, so a filter that a record no longer passes does not end the walk; and it is read on, in its own
/// filter and order, when the walk comes near the end of what is loaded.
export function useNeighbours(meta: ObjectMeta, id: string): Neighbours | null {
  const queries = useQueryClient()
  const [walk, setWalk] = useState<Walk>(() => listWith(queries, meta.key, id))
  const found = neighboursIn(walk.ids, id, walk.more)
  if (!found) {
    const fresh = listWith(queries, meta.key, id)
    if (fresh.ids.length > 0) setWalk(fresh)
  }
  const { query, more } = walk
  const near = found !== null && more && found.of - found.position < AHEAD
  useEffect(() => {
    if (!near || query === null) return
    let gone = false
    void new InfiniteQueryObserver(queries, listQuery(meta, query)).fetchNextPage().then(({ data, hasNextPage }) => {
      if (gone || !data) return
      const longer = idsOf(data)
      setWalk((now) => ({ query, more: hasNextPage, ids: [...now.ids, ...longer.filter((each) => !now.ids.includes(each))] }))
    })
    return () => {
      gone = true
    }
  }, [near, queries, meta, query])
  return found
}

const idsOf = (data: InfiniteData<Page<Row>> | undefined): string[] => data?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? []

function listWith(queries: QueryClient, object: string, id: string): Walk {
  const list = queries
    .getQueryCache()
    .findAll({ queryKey: [object, 'list'] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map((query) => ({ data: query.state.data as InfiniteData<Page<Row>> | undefined, query: query.queryKey[2] as ListQuery }))
    .find(({ data }) => idsOf(data).includes(id))
  return list?.data ? { ids: idsOf(list.data), more: (list.data.pages.at(-1)?.cursor ?? null) !== null, query: list.query } : NOWHERE
}
