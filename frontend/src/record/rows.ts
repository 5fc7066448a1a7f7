import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { ListQuery } from '@/api/records'
import type { Page, RecordView, Row } from '@/api/types'

/// The same record may be on screen in a list, in a column of a board and on its page. These write to every cached copy
/// at once; a record whose status changed leaves its column and stands on top of the other.
type Pages = InfiniteData<Page<Row>, string | null>

export function writeRow(queries: QueryClient, object: string, id: string, change: (row: Row) => Row): void {
  queries.setQueryData<RecordView>([object, 'record', id], (record) => record && (change(record) as RecordView))
  for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: [object, 'list'] })) {
    const row = rowIn(pages, id)
    if (!pages || !row) continue
    const changed = change(row)
    const { column, ...board } = key[2] as Partial<ListQuery>
    if (column === undefined || changed[column.field] === column.value) {
      queries.setQueryData<Pages>(key, mapRow(pages, id, () => changed))
    } else {
      queries.setQueryData<Pages>(key, without(pages, id))
      const to = columnKey(queries, object, board, column.field, changed[column.field])
      if (to) queries.setQueryData<Pages>(to, (there) => there && onTop(without(there, id), changed))
    }
  }
}

/// A record that has just come to be, on top of its column on every board that is open.
export function addToColumns(queries: QueryClient, object: string, row: Row): void {
  for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: [object, 'list'] })) {
    const { column } = key[2] as Partial<ListQuery>
    if (pages && column && row[column.field] === column.value && !rowIn(pages, row.id)) queries.setQueryData<Pages>(key, onTop(pages, row))
  }
}

export function removeRow(queries: QueryClient, object: string, id: string): void {
  queries.setQueriesData<Pages>({ queryKey: [object, 'list'] }, (pages) => pages && without(pages, id))
}

export function readRow(queries: QueryClient, object: string, id: string): Row | undefined {
  const record = queries.getQueryData<RecordView>([object, 'record', id])
  const listed = queries
    .getQueriesData<Pages>({ queryKey: [object, 'list'] })
    .flatMap(([, pages]) => rowIn(pages, id) ?? [])
    .at(0)
  if (record && listed) return record.version >= listed.version ? record : listed
  return record ?? listed
}

function columnKey(queries: QueryClient, object: string, board: object, field: string, value: unknown): QueryKey | undefined {
  const same = JSON.stringify(board)
  return queries
    .getQueriesData<Pages>({ queryKey: [object, 'list'] })
    .map(([key]) => key)
    .find((key) => {
      const { column, ...other } = key[2] as Partial<ListQuery>
      return column?.field === field && column.value === value && JSON.stringify(other) === same
    })
}

const rowIn = (pages: Pages | undefined, id: string): Row | undefined => {
  for (const page of pages?.pages ?? []) {
    const found = page.rows.find((row) => row.id === id)
    if (found) return found
  }
  return undefined
}

const without = (pages: Pages, id: string): Pages =>
  rowIn(pages, id) ? { ...pages, pages: pages.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.id !== id) })) } : pages

const onTop = (pages: Pages, row: Row): Pages => ({
  ...pages,
  pages: pages.pages.map((page, index) => (index === 0 ? { ...page, rows: [row, ...page.rows] } : page)),
})

/// Untouched pages keep their identity, so only the row that changed is drawn again.
function mapRow(pages: Pages, id: string, change: (row: Row) => Row): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      page.rows.some((row) => row.id === id)
        ? { ...page, rows: page.rows.map((row) => (row.id === id ? change(row) : row)) }
        : page,
    ),
  }
}
