import type { Filter, ObjectMeta, SavedView } from '@/api/types'
import { conditionsOf, isCondition } from './filter'

/// The address is the view: what differs from the chosen saved view (or from the object's defaults) stands in the search
/// parameters, so every list can be shared, bookmarked and gone back to.
export type ListSearch = { view?: string; filter?: Filter; sort?: string; fields?: string; kind?: ViewKind; q?: string; peek?: string; new?: 1 }

export type ViewKind = 'list' | 'board'
export type View = { filter: Filter | null; sort: string; fields: string[]; kind: ViewKind }

/// Reads search parameters written by us, by hand, or by an older version: what is not understood is dropped.
export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {}
  if (typeof raw['view'] === 'string') search.view = raw['view']
  if (isFilter(raw['filter'])) search.filter = raw['filter']
  if (typeof raw['sort'] === 'string') search.sort = raw['sort']
  if (typeof raw['fields'] === 'string') search.fields = raw['fields']
  if (raw['kind'] === 'list' || raw['kind'] === 'board') search.kind = raw['kind']
  if (typeof raw['peek'] === 'string') search.peek = raw['peek']
  if (Number(raw['new']) === 1) search.new = 1
  if (typeof raw['q'] === 'string' || typeof raw['q'] === 'number') search.q = String(raw['q'])
  return search
}

const MAX_DEPTH = 4

function isFilter(value: unknown, depth = 0): value is Filter {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false
  if ('and' in value) return Array.isArray(value.and) && value.and.every((each) => isFilter(each, depth + 1))
  if ('or' in value) return Array.isArray(value.or) && value.or.every((each) => isFilter(each, depth + 1))
  return 'field' in value && typeof value.field === 'string' && 'op' in value && typeof value.op === 'string'
}

/// A saved view, or without one the object's own defaults. Fields the person may not see are left out.
export function baseView(meta: ObjectMeta, saved: SavedView | undefined): View {
  const definition = saved?.definition
  return {
    filter: known(meta, definition?.filter),
    sort: knownSort(meta, definition?.sort?.join(',')) ?? meta.defaultSort,
    fields: knownFields(meta, definition?.fields ?? []) ?? knownFields(meta, meta.defaultColumns) ?? [meta.titleField],
    kind: kindIn(meta, definition?.kind),
  }
}

export function resolveView(meta: ObjectMeta, search: ListSearch, saved: SavedView | undefined): View {
  const base = baseView(meta, saved)
  return {
    filter: search.filter === undefined ? base.filter : known(meta, search.filter),
    sort: knownSort(meta, search.sort) ?? base.sort,
    fields: knownFields(meta, search.fields?.split(',') ?? []) ?? base.fields,
    kind: kindIn(meta, search.kind ?? base.kind),
  }
}

/// The address of this view: only what the base does not say already.
export function searchOf(view: View, base: View, search: ListSearch): ListSearch {
  const next: ListSearch = {}
  if (search.view !== undefined) next.view = search.view
  if (search.q !== undefined && search.q !== '') next.q = search.q
  if (!same(view.filter, base.filter)) next.filter = view.filter ?? { and: [] }
  if (view.sort !== base.sort) next.sort = view.sort
  if (view.kind !== base.kind) next.kind = view.kind
  if (search.peek !== undefined) next.peek = search.peek
  if (!same(view.fields, base.fields)) next.fields = view.fields.join(',')
  return next
}

export const isDirty = (search: ListSearch): boolean =>
  search.filter !== undefined || search.sort !== undefined || search.fields !== undefined || search.kind !== undefined

/// Objects that are worked on a board say so.
const kindIn = (meta: ObjectMeta, kind: string | null | undefined): ViewKind => (kind === 'board' && meta.board !== undefined ? 'board' : 'list')

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function knownFields(meta: ObjectMeta, keys: readonly string[]): string[] | null {
  const found = keys.filter((key) => meta.fields.some((field) => field.key === key))
  return found.length === 0 ? null : [...new Set(found)]
}

/// An order by a field that is gone or masked would be refused by the server, and with it the whole list.
function knownSort(meta: ObjectMeta, sort: string | undefined): string | null {
  const kept = (sort ?? '').split(',').filter((key) => meta.fields.some((f) => f.sortable && f.key === key.replace(/^-/, '')))
  return kept.length === 0 ? null : kept.join(',')
}

const PSEUDO_FIELDS = new Set(['favourite', 'mine', 'overdue'])

function known(meta: ObjectMeta, filter: Filter | null | undefined): Filter | null {
  const kept = conditionsOf(filter).filter(
    (node) => !isCondition(node) || PSEUDO_FIELDS.has(node.field) || meta.fields.some((f) => f.filterable && f.key === node.field),
  )
  return kept.length === 0 ? null : { and: [...kept] }
}

export type Direction = 'asc' | 'desc'

export function sortOf(sort: string, field: string): Direction | null {
  for (const part of sort.split(',')) {
    if (part === field) return 'asc'
    if (part === `-${field}`) return 'desc'
  }
  return null
}

/// A click on a header: ascending, then descending, then the object's own order.
export function nextSort(sort: string, field: string, defaultSort: string): string {
  const now = sortOf(sort, field)
  if (now === null) return field
  if (now === 'asc') return `-${field}`
  return sort === defaultSort ? field : defaultSort
}
