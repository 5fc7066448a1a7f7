import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Filter, Schemas } from './types'

export type BulkOperation = Schemas['BulkOperation']
export type BulkFailure = Schemas['BulkFailure']

/// Which records: those picked one by one, or everything the list shows, however long it is.
export type BulkChoice = { records: { id: string; version: number }[] } | { filter: Filter | null }

export type BulkWish = { object: string; action: string; choice: BulkChoice; input?: Record<string, unknown> }

const EVERYTHING = { and: [] }

const body = ({ object, action, choice, input }: BulkWish): Schemas['BulkChange'] => ({
  object,
  action,
  ...('records' in choice ? { records: choice.records } : { filter: (choice.filter ?? EVERYTHING) as Record<string, unknown> }),
  ...(input === undefined ? {} : { input }),
})

/// How many it would change; asked again whenever the choice is another.
export const bulkCountQuery = (wish: BulkWish) =>
  queryOptions({
    queryKey: ['bulk', 'count', wish],
    queryFn: ({ signal }) => dataOf(api.POST('/api/v1/bulk-operations/preview', { body: body(wish), signal })),
    staleTime: 0,
  })

export const startBulk = (wish: BulkWish) => dataOf(api.POST('/api/v1/bulk-operations', { body: body(wish) }))

const POLL_MS = 600

/// Read again and again until it has ended.
export const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', 'operation', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/bulk-operations/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : POLL_MS),
  })

export const isOver = (operation: BulkOperation): boolean => operation.status === 'done' || operation.status === 'canceled'

export const bulkFailures = (id: string, after: number, signal: AbortSignal) =>
  dataOf(api.GET('/api/v1/bulk-operations/{id}/failures', { params: { path: { id }, query: { after } }, signal }))

export const cancelBulk = (id: string) => dataOf(api.POST('/api/v1/bulk-operations/{id}/cancel', { params: { path: { id } } }))

export const undoBulk = (id: string) => dataOf(api.POST('/api/v1/bulk-operations/{id}/undo', { params: { path: { id } } }))
