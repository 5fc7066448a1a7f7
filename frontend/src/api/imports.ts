import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import { authorizedFetch } from './http'
import { Problem } from './problem'
import type { Schemas } from './types'

export type ImportView = Schemas['Import']
export type ImportPlan = Schemas['ImportPlan']
export type ImportProblem = Schemas['RowProblem']

/// The file itself is the body.
export async function uploadImport(object: string, file: File): Promise<ImportView> {
  const query = new URLSearchParams({ object, fileName: file.name.slice(0, 200) })
  const response = await authorizedFetch(
    new Request(`/api/v1/imports?${query}`, { method: 'POST', body: await file.arrayBuffer(), headers: { 'Content-Type': 'application/octet-stream' } }),
  )
  if (!response.ok) throw await Problem.of(response)
  return ((await response.json()) as { data: ImportView }).data
}

/// The imports this page keeps an eye on: how they end it tells itself, so the notice need not.
export const followed = new Set<string>()

/// As it stands once a step that runs has come to its end.
export async function importEnded(id: string): Promise<ImportView> {
  followed.add(id)
  for (;;) {
    const found = await dataOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } } }))
    if (!isBusy(found)) return found
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

const POLL_MS = 600
const BUSY = ['checking', 'running', 'undoing']

export const isBusy = (found: ImportView): boolean => BUSY.includes(found.status)

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }): Promise<ImportView> => {
      followed.add(id)
      return dataOf(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal }))
    },
    refetchInterval: ({ state }) => (state.data !== undefined && !isBusy(state.data) ? false : POLL_MS),
  })

/// One's own, newest first, of all objects.
export const importsQuery = queryOptions({
  queryKey: ['import', 'mine'],
  queryFn: ({ signal }): Promise<ImportView[]> => dataOf(api.GET('/api/v1/imports', { params: { query: { limit: 50 } }, signal })),
  staleTime: 0,
})

export const checkImport = (id: string, body: ImportPlan) => dataOf(api.POST('/api/v1/imports/{id}/check', { params: { path: { id } }, body }))

export type ImportStep = 'start' | 'cancel' | 'undo'

export function stepImport(id: string, step: ImportStep): Promise<ImportView> {
  const params = { path: { id } }
  switch (step) {
    case 'start':
      return dataOf(api.POST('/api/v1/imports/{id}/start', { params }))
    case 'cancel':
      return dataOf(api.POST('/api/v1/imports/{id}/cancel', { params }))
    case 'undo':
      return dataOf(api.POST('/api/v1/imports/{id}/undo', { params }))
  }
}

export type Trouble = 'error' | 'failed' | 'duplicate' | 'skipped' | 'kept'

const PAGE = 100

/// What is not taken changes with every step, so each step has its own list.
export const importProblems = (found: ImportView, only: Trouble | null = null) =>
  infiniteQueryOptions({
    queryKey: ['import', found.id, 'problems', found.status, only ?? 'all'],
    queryFn: ({ pageParam, signal }): Promise<ImportProblem[]> =>
      dataOf(
        api.GET('/api/v1/imports/{id}/problems', {
          params: { path: { id: found.id }, query: { after: pageParam, limit: PAGE, ...(only === null ? {} : { status: only }) } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.position),
  })

export type RowChange = Schemas['RowChange']

export const mendRow = (id: string, position: number, body: RowChange) =>
  dataOf(api.PATCH('/api/v1/imports/{id}/rows/{position}', { params: { path: { id, position } }, body }))

export const importProblemFile = async (id: string, signal: AbortSignal): Promise<Response> => {
  const { response } = await api.GET('/api/v1/imports/{id}/problems/file', { params: { path: { id } }, parseAs: 'stream', signal })
  return response
}
