import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Page, Row } from '@/api/types'

export type Neighbours = { previous: string | null; next: string | null; position: number; of: number }

/// Where a record stands in a list, and what lies beside it.
export function neighboursIn(ids: readonly string[], id: string): Neighbours | null {
  const at = ids.indexOf(id)
  return at < 0 ? null : { previous: ids[at - 1] ?? null, next: ids[at + 1] ?? null, position: at + 1, of: ids.length }
}

/// The list the reader came from: the one read or shown last that holds the record. It is remembered while one goes
/// from record to record, so a filter that a record no longer passes does not end the walk.
export function useNeighbours(object: string, id: string): Neighbours | null {
  const queries = useQueryClient()
  const [walk, setWalk] = useState<readonly string[]>(() => listWith(queries, object, id))
  const found = neighboursIn(walk, id)
  if (!found) {
    const fresh = listWith(queries, object, id)
    if (fresh.length > 0) setWalk(fresh)
  }
  return found
}

function listWith(queries: QueryClient, object: string, id: string): readonly string[] {
  return (
    queries
      .getQueryCache()
      .findAll({ queryKey: [object, 'list'] })
      .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
      .map((query) => (query.state.data as InfiniteData<Page<Row>> | undefined)?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? [])
      .find((ids) => ids.includes(id)) ?? []
  )
}
