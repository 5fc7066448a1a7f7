import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { labelOf } from '@/i18n/t'
import { answerOf, api, changeSetOf, cursorOf, dataOf, ON_DEVICE, type Written, writtenBy } from './client'
import { at, made } from './spine'
import type { DirectoryUser, FieldMeta, Filter, ObjectMeta, Page, RecordView, Row, SavedView, Schemas } from './types'

/// The record spine: the same calls for every object the server describes. Query keys begin with the object's key, so
/// a live "lead.updated" knows what to refresh.
export const PAGE_SIZE = 100
export const COLUMN_PAGE = 30

/// @param deleted lists the trash instead; absent otherwise, so that equal lists have equal keys
export type ListQuery = { filter: Filter | null; sort: string; fields: string[]; deleted?: true; column?: BoardColumn }

/// One column of a board: the board's own filter, order and fields, and the value its cards share.
/// @param only cards that pass this too, when the column was narrowed
export type BoardColumn = { field: string; value: string; only?: Filter }

export const metaQuery = (object: string) =>
  queryOptions({
    queryKey: ['meta', object],
    meta: ON_DEVICE,
    queryFn: async ({ signal }): Promise<ObjectMeta> => inOwnWords(await dataOf(api.GET('/api/v1/meta/objects/{key}', { params: { path: { key: object } }, signal }))),
    staleTime: 5 * 60_000,
  })

/// The product's own fields and choices by the words of the reader's language; statuses and custom fields are the company's.
function inOwnWords(meta: ObjectMeta): ObjectMeta {
  const options = (field: FieldMeta) => (field.kind === 'status' ? field.options : field.options.map((option) => ({ ...option, label: labelOf(option.label) })))
  return { ...meta, label: labelOf(meta.label), fields: meta.fields.map((field) => (field.custom ? field : { ...field, label: labelOf(field.label), options: options(field) })) }
}

export const objectsQuery = queryOptions({
  queryKey: ['meta', ''],
  meta: ON_DEVICE,
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/meta/objects', { signal })),
  staleTime: 5 * 60_000,
})

/// `/leads` whatever form the server gives the path in (`leads`, `/leads`, `/api/v1/leads`).
export const pathOf = (meta: Pick<ObjectMeta, 'path'>): string => `/${meta.path.replace(/^\/?(api\/v1\/)?\/?/, '')}`

export const listQuery = (meta: ObjectMeta, { filter, sort, fields, deleted, column }: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [meta.key, 'list', { filter, sort, fields, ...(deleted ? { deleted } : {}), ...(column ? { column } : {}) }],
    // The trash is worked through online.
    ...(deleted ? {} : { meta: ON_DEVICE }),
    queryFn: async ({ pageParam, signal }): Promise<Page<Row>> => {
      const query = { filter: sent(within(filter, column)), sort, fields: fields.join(','), limit: column ? COLUMN_PAGE : PAGE_SIZE, cursor: pageParam ?? undefined, deleted }
      const { data, meta: info } = await answerOf(api.GET(at(pathOf(meta), ''), { params: { query }, signal }))
      return { rows: data, cursor: cursorOf(info), masked: (info['masked'] as string[] | undefined) ?? [] }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const aggregateQuery = (meta: ObjectMeta, filter: Filter | null, sums: string[] = [], groupBy?: string) =>
  queryOptions({
    queryKey: [meta.key, 'aggregate', { filter, sums, groupBy }],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => {
      const query = { filter: sent(filter), sums: sums.join(',') || undefined, groupBy }
      return dataOf(api.GET(at(pathOf(meta), '/aggregate'), { params: { query }, signal }))
    },
  })

/// The heads of a board's columns.
export const boardQuery = (meta: ObjectMeta, filter: Filter | null) =>
  queryOptions({
    queryKey: [meta.key, 'board', { filter }],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET(at(pathOf(meta), '/board'), { params: { query: { filter: sent(filter) } }, signal })),
  })

export const recordQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'record', id],
    meta: ON_DEVICE,
    queryFn: ({ signal }): Promise<RecordView> => dataOf(api.GET(at(path, '/{id}'), { params: { path: { id } }, signal })),
  })

/// Some rows of an object, for pickers and cards; lists page through `listQuery`.
export const someRows = (meta: ObjectMeta, { filter, sort, fields, limit }: ListQuery & { limit: number }, signal: AbortSignal): Promise<Row[]> =>
  dataOf(api.GET(at(pathOf(meta), ''), { params: { query: { filter: sent(filter), sort, fields: fields.join(','), limit } }, signal }))

export type ExportFormat = 'csv' | 'xlsx'

/// The file itself, to be read while it arrives; a refusal is thrown before its first byte.
export const exportOf = async (meta: ObjectMeta, { filter, sort, fields }: ListQuery, format: ExportFormat, signal: AbortSignal): Promise<Response> => {
  const query = { format, filter: sent(filter), sort, fields: fields.join(',') }
  const { response } = await api.GET(at(pathOf(meta), '/export'), { params: { query }, parseAs: 'stream', signal })
  return response
}

export const patchRecord = (path: string, id: string, version: number, fields: Record<string, unknown>): Promise<Written<RecordView>> =>
  writtenBy(api.PATCH(at(path, '/{id}'), { params: { path: { id } }, body: { version, ...fields } }))

/// Some answer with more than the record; then it is made by its own page.
export const createRecord = async (path: string, fields: Record<string, unknown>): Promise<Written<Row>> =>
  writtenBy(api.POST(made(path), { body: fields as Schemas['NewPartner'] }))

export const reassignRecord = (path: string, id: string, body: Schemas['Reassignment']): Promise<Written<RecordView>> =>
  writtenBy(api.POST(at(path, '/{id}/reassign'), { params: { path: { id } }, body }))

export async function setFavourite(path: string, id: string, on: boolean): Promise<void> {
  const params = { path: { id } }
  await (on ? api.PUT(at(path, '/{id}/favourite'), { params }) : api.DELETE(at(path, '/{id}/favourite'), { params }))
}

/// The change set of the deletion.
export const deleteRecord = async (path: string, id: string, version: number): Promise<string | null> =>
  changeSetOf((await api.DELETE(at(path, '/{id}'), { params: { path: { id }, query: { version } } })).response)

export const restoreRecord = (path: string, id: string): Promise<Written<RecordView>> => writtenBy(api.POST(at(path, '/{id}/restore'), { params: { path: { id } } }))

function within(filter: Filter | null, column: BoardColumn | undefined): Filter | null {
  if (column === undefined) return filter
  const here: Filter = { field: column.field, op: 'eq', value: column.value }
  return { and: [here, ...(filter ? [filter] : []), ...(column.only ? [column.only] : [])] }
}

const sent = (filter: Filter | null): string | undefined => (filter === null ? undefined : JSON.stringify(filter))

export const viewsQuery = (object: string) =>
  queryOptions({
    queryKey: ['views', object],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/views', { params: { query: { object } }, signal })),
    staleTime: 60_000,
  })

export const createView = (body: Schemas['NewView']) => dataOf(api.POST('/api/v1/views', { body }))

export const updateView = (view: Pick<SavedView, 'id' | 'version'>, patch: Omit<Schemas['ViewChange'], 'version'>) =>
  dataOf(api.PATCH('/api/v1/views/{id}', { params: { path: { id: view.id } }, body: { version: view.version, ...patch } }))

export const deleteView = ({ id, version }: Pick<SavedView, 'id' | 'version'>) =>
  api.DELETE('/api/v1/views/{id}', { params: { path: { id }, query: { version } } })

export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  meta: ON_DEVICE,
  queryFn: ({ signal }): Promise<DirectoryUser[]> => dataOf(api.GET('/api/v1/users/directory', { signal })),
  staleTime: 5 * 60_000,
})
