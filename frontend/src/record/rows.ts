import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Page, RecordView, Row } from '@/api/types'

/// The same record may be on screen in a list and on its page. These write to every cached copy at once.
type Pages = InfiniteData<Page<Row>, string | null>

export function writeRow(queries: QueryClient, object: string, id: string, change: (row: Row) => Row): void {
  queries.setQueriesData<Pages>({ queryKey: [object, 'list'] }, (pages) => mapRow(pages, id, change))
  queries.setQueryData<RecordView>([object, 'record', id], (record) => record && (change(record) as RecordView))
}

export function removeRow(queries: QueryClient, object: string, id: string): void {
  queries.setQueriesData<Pages>({ queryKey: [object, 'list'] }, (pages) =>
    pages && { ...pages, pages: pages.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.id !== id) })) },
  )
}

export function readRow(queries: QueryClient, object: string, id: string): Row | undefined {
  const record = queries.getQueryData<RecordView>([object, 'record', id])
  const listed = queries
    .getQueriesData<Pages>({ queryKey: [object, 'list'] })
    .flatMap(([, pages]) => pages?.pages ?? [])
    .flatMap((page) => page.rows)
    .find((row) => row.id === id)
  if (record && listed) return record.version >= listed.version ? record : listed
  return record ?? listed
}

/// Untouched pages keep their identity, so only the row that changed is drawn again.
function mapRow(pages: Pages | undefined, id: string, change: (row: Row) => Row): Pages | undefined {
  if (!pages?.pages.some((page) => page.rows.some((row) => row.id === id))) return pages
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.rows.some((row) => row.id === id)
        ? { ...page, rows: page.rows.map((row) => (row.id === id ? change(row) : row)) }
        : page,
    ),
  }
}
