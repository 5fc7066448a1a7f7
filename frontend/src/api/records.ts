import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import { http } from './http'
import type { Aggregate, DirectoryUser, Filter, Narrow, ObjectMeta, Page, RecordView, Row, SavedView, Schemas, ViewDefinition } from './types'

/// The record spine: the same calls for every object the server describes. Query keys begin with the object's key, so
/// a live "lead.updated" knows what to refresh.
export const PAGE_SIZE = 100

export type ListQuery = { filter: Filter | null; sort: string; fields: string[] }

export const metaQuery = (object: string) =>
  queryOptions({
    queryKey: ['meta', object],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/meta/objects/{key}', { params: { path: { key: object } }, signal }))) as ObjectMeta,
    staleTime: 5 * 60_000,
  })

/// `/leads` whatever form the server gives the path in (`leads`, `/leads`, `/api/v1/leads`).
export const pathOf = (meta: Pick<ObjectMeta, 'path'>): string => `/${meta.path.replace(/^\/?(api\/v1\/)?\/?/, '')}`

export const listQuery = (meta: ObjectMeta, { filter, sort, fields }: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [meta.key, 'list', { filter, sort, fields }],
    queryFn: async ({ pageParam, signal }): Promise<Page<Row>> => {
      const { data, meta: info } = await http.get<Row[]>(
        pathOf(meta),
        {
          filter: filter === null ? undefined : JSON.stringify(filter),
          sort,
          fields: fields.join(','),
          limit: PAGE_SIZE,
          cursor: pageParam,
        },
        signal,
      )
      return {
        rows: data,
        cursor: (info['cursor'] as string | undefined) ?? null,
        masked: (info['masked'] as string[] | undefined) ?? [],
      }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const aggregateQuery = (meta: ObjectMeta, filter: Filter | null, sums: string[] = [], groupBy?: string) =>
  queryOptions({
    queryKey: [meta.key, 'aggregate', { filter, sums, groupBy }],
    queryFn: async ({ signal }) =>
      (
        await http.get<Aggregate>(
          `${pathOf(meta)}/aggregate`,
          { filter: filter === null ? undefined : JSON.stringify(filter), sums: sums.join(','), groupBy },
          signal,
        )
      ).data,
  })

export const recordQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'record', id],
    queryFn: async ({ signal }) => (await http.get<RecordView>(`${path}/${id}`, undefined, signal)).data,
  })

export const patchRecord = async (path: string, id: string, version: number, fields: Record<string, unknown>) =>
  (await http.patch<RecordView>(`${path}/${id}`, { version, ...fields })).data

export const deleteRecord = (path: string, id: string, version: number) => http.delete(`${path}/${id}`, { version })

export const restoreRecord = async (path: string, id: string) => (await http.post<RecordView>(`${path}/${id}/restore`)).data

export const viewsQuery = (object: string) =>
  queryOptions({
    queryKey: ['views', object],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/views', { params: { query: { object } }, signal }))) as SavedView[],
    staleTime: 60_000,
  })

export const createView = async (body: Narrow<Schemas['NewView'], { definition: ViewDefinition }>) =>
  (await dataOf(api.POST('/api/v1/views', { body: body as Schemas['NewView'] }))) as SavedView

export const updateView = async (
  view: Pick<SavedView, 'id' | 'version'>,
  patch: Partial<Pick<SavedView, 'name' | 'definition' | 'shared'>>,
) => (await dataOf(api.PATCH('/api/v1/views/{id}', { params: { path: { id: view.id } }, body: { version: view.version, ...patch } as Schemas['ViewChange'] }))) as SavedView

export const deleteView = ({ id, version }: Pick<SavedView, 'id' | 'version'>) =>
  api.DELETE('/api/v1/views/{id}', { params: { path: { id }, query: { version } } })

export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: ({ signal }): Promise<DirectoryUser[]> => dataOf(api.GET('/api/v1/users/directory', { signal })),
  staleTime: 5 * 60_000,
})
