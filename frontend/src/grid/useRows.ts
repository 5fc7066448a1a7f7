import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { live, recordOf } from '@/api/live'
import { type ListQuery, listQuery, pathOf, recordQuery } from '@/api/records'
import type { ObjectMeta, Page, Row } from '@/api/types'
import { readRow, removeRow, writeRow } from '@/record/rows'

/// Rows this far below the last visible one are loaded before anyone gets there.
export const AHEAD = 100

/// The next page is wanted when the reader comes near the end of what is here.
export const wantsMore = (lastVisible: number, loaded: number, hasMore: boolean, busy: boolean): boolean =>
  hasMore && !busy && lastVisible + AHEAD >= loaded

/// The rows of a list as keyset pages laid end to end, kept true by live frames: changed rows are replaced in place,
/// new ones are announced (`arrived`) rather than moving what is being read.
export function useRows(meta: ObjectMeta, query: ListQuery, enabled = true) {
  const queries = useQueryClient()
  const options = listQuery(meta, query)
  const result = useInfiniteQuery({ ...options, enabled, placeholderData: (previous) => previous })
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = result
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const [arrived, setArrived] = useState(0)
  const [changed, setChanged] = useState<ReadonlySet<string>>(NOTHING)

  const show = useCallback(
    (lastVisible: number) => {
      if (wantsMore(lastVisible, rows.length, hasNextPage, isFetchingNextPage || isFetchNextPageError)) void fetchNextPage()
    },
    [rows.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage],
  )

  /// Reads from the top again; the pages further down are dropped, not all read once more.
  const reload = useCallback(() => {
    setArrived(0)
    queries.setQueriesData<InfiniteData<Page<Row>>>({ queryKey: [meta.key, 'list'] }, (pages) => pages && { pages: pages.pages.slice(0, 1), pageParams: pages.pageParams.slice(0, 1) })
    void queries.invalidateQueries({ queryKey: [meta.key, 'list'] })
    void queries.invalidateQueries({ queryKey: [meta.key, 'aggregate'] })
  }, [queries, meta.key])

  useEffect(() => {
    if (!enabled) return
    const path = pathOf(meta)
    return live.onFrame((frame) => {
      const { type } = frame
      const about = recordOf(frame)
      if (about?.object !== meta.key) return
      const { id } = about
      const version = frame.data['version']
      if (type.endsWith('.created') || type.endsWith('.restored')) {
        if (!readRow(queries, meta.key, id)) setArrived((n) => n + 1)
      } else if (type.endsWith('.deleted')) {
        removeRow(queries, meta.key, id)
      } else {
        const known = readRow(queries, meta.key, id)
        // Our own write came back: nothing new in it.
        if (!known || (typeof version === 'number' && version <= known.version)) return
        void queries
          .fetchQuery({ ...recordQuery(meta.key, path, id), staleTime: 0 })
          .then((record) => {
            writeRow(queries, meta.key, id, (row) => ({ ...row, ...record }))
            setChanged((ids) => new Set(ids).add(id))
          })
          .catch(() => removeRow(queries, meta.key, id))
      }
    })
  }, [queries, meta, enabled])

  useEffect(() => {
    if (changed.size === 0) return
    const timer = setTimeout(() => setChanged(NOTHING), 2_000)
    return () => clearTimeout(timer)
  }, [changed])

  return { ...result, rows, show, reload, arrived, changed }
}

const NOTHING: ReadonlySet<string> = new Set()
