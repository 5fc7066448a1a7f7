import type { FieldMeta, Filter, ObjectMeta, SavedView } from '@/api/types'
import { filterOf, isCondition, nodesOf } from './filter'

/// The address is the view: what differs from the chosen saved view (or from the object's defaults) stands in the search
/// parameters, so every list can be shared, bookmarked and gone back to.
export type ListSearch = {
  view?: string
  filter?: Filter
  sort?: string
  fields?: string
  widths?: Widths
  /// Empty where the base has some and the view has none; likewise `sums` and `group`.
  pinned?: string
  sums?: string
  group?: string
  kind?: ViewKind
  q?: string
  peek?: string
  new?: 1
}

export type ViewKind = 'list' | 'board'
/// In pixels, by field.
export type Widths = Readonly<Record<string, number>>

/// @param pinned columns that stay in sight beside the title
/// @param groupBy the field whose values head the rows
/// @param sums what the foot adds up; null is every amount that is shown
export type View = {
  filter: Filter | null
  sort: string
  fields: string[]
  kind: ViewKind
  widths: Widths
  pinned: string[]
  groupBy: string | null
  sums: string[] | null
}

export const NARROWEST = 64
export const WIDEST = 640
const GROUPED: readonly FieldMeta['kind'][] = ['choice', 'status', 'user', 'bool']
const SUMMED: readonly FieldMeta['kind'][] = ['money', 'number', 'integer']

/// Fields whose records stand together when the list is in their order.
export const isGroupable = (field: FieldMeta): boolean => field.sortable && field.visibility === 'clear' && GROUPED.includes(field.kind)
export const isSummable = (field: FieldMeta): boolean => field.visibility === 'clear' && SUMMED.includes(field.kind)

/// Reads search parameters written by us, by hand, or by an older version: what is not understood is dropped.
export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {}
  if (typeof raw['view'] === 'string') search.view = raw['view']
  if (isFilter(raw['filter'])) search.filter = raw['filter']
  if (typeof raw['sort'] === 'string') search.sort = raw['sort']
  if (typeof raw['fields'] === 'string') search.fields = raw['fields']
  if (isWidths(raw['widths'])) search.widths = raw['widths']
  for (const part of ['pinned', 'sums', 'group'] as const) {
    const value = raw[part]
    if (typeof value === 'string') search[part] = value
  }
  if (raw['kind'] === 'list' || raw['kind'] === 'board') search.kind = raw['kind']
  if (typeof raw['peek'] === 'string') search.peek = raw['peek']
  if (Number(raw['new']) === 1) search.new = 1
  if (typeof raw['q'] === 'string' || typeof raw['q'] === 'number') search.q = String(raw['q'])
  return search
}

const isWidths = (value: unknown): value is Widths => typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'number')

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
    widths: knownWidths(meta, definition?.widths ?? {}),
    pinned: knownFields(meta, definition?.pinned ?? []) ?? [],
    groupBy: knownGroup(meta, definition?.groupBy),
    sums: definition?.sums ? (knownFields(meta, definition.sums) ?? []) : null,
  }
}

export function resolveView(meta: ObjectMeta, search: ListSearch, saved: SavedView | undefined): View {
  const base = baseView(meta, saved)
  return {
    filter: search.filter === undefined ? base.filter : known(meta, search.filter),
    sort: knownSort(meta, search.sort) ?? base.sort,
    fields: knownFields(meta, search.fields?.split(',') ?? []) ?? base.fields,
    kind: kindIn(meta, search.kind ?? base.kind),
    widths: search.widths === undefined ? base.widths : knownWidths(meta, search.widths),
    pinned: search.pinned === undefined ? base.pinned : (knownFields(meta, search.pinned.split(',')) ?? []),
    groupBy: search.group === undefined ? base.groupBy : knownGroup(meta, search.group),
    sums: search.sums === undefined ? base.sums : (knownFields(meta, search.sums.split(',')) ?? []),
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
  if (!same(view.widths, base.widths)) next.widths = view.widths
  if (!same(view.pinned, base.pinned)) next.pinned = view.pinned.join(',')
  if (view.groupBy !== base.groupBy) next.group = view.groupBy ?? ''
  if (!same(view.sums, base.sums) && view.sums !== null) next.sums = view.sums.join(',')
  return next
}

const CHANGES = ['filter', 'sort', 'fields', 'kind', 'widths', 'pinned', 'group', 'sums'] as const
export const isDirty = (search: ListSearch): boolean => CHANGES.some((part) => search[part] !== undefined)

/// What is kept of a view, and the view's own order before the one of its groups.
export const definitionOf = ({ sort, ...view }: View) => ({ ...view, sort: sort.split(',') })

/// The order rows are asked for in: a group's rows stand together.
export const orderOf = ({ sort, groupBy }: View): string => (groupBy === null || sortOf(sort, groupBy) !== null ? sort : `${groupBy},${sort}`)

/// Objects that are worked on a board say so.
const kindIn = (meta: ObjectMeta, kind: string | null | undefined): ViewKind => (kind === 'board' && meta.board !== undefined ? 'board' : 'list')

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function knownFields(meta: ObjectMeta, keys: readonly string[]): string[] | null {
  const found = keys.filter((key) => meta.fields.some((field) => field.key === key))
  return found.length === 0 ? null : [...new Set(found)]
}

function knownWidths(meta: ObjectMeta, widths: Widths): Widths {
  const kept = Object.entries(widths).filter(([key]) => meta.fields.some((field) => field.key === key))
  return Object.fromEntries(kept.map(([key, width]) => [key, clamp(width)]))
}

export const clamp = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)))

const knownGroup = (meta: ObjectMeta, key: string | null | undefined): string | null => meta.fields.find((field) => field.key === key && isGroupable(field))?.key ?? null

/// An order by a field that is gone or masked would be refused by the server, and with it the whole list.
function knownSort(meta: ObjectMeta, sort: string | undefined): string | null {
  const kept = (sort ?? '').split(',').filter((key) => meta.fields.some((f) => f.sortable && f.key === key.replace(/^-/, '')))
  return kept.length === 0 ? null : kept.join(',')
}

const PSEUDO_FIELDS = new Set(['favourite', 'mine', 'overdue'])

function known(meta: ObjectMeta, filter: Filter | null | undefined): Filter | null {
  const { any, nodes } = nodesOf(filter)
  const kept = nodes.filter(
    (node) => !isCondition(node) || PSEUDO_FIELDS.has(node.field) || meta.fields.some((f) => f.filterable && f.key === node.field),
  )
  return filterOf(kept, any)
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
