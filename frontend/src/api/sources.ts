import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

/// Ways in for people and systems outside: lead forms and inbound webhooks, and what came in through them.
export type LeadSource = Schemas['LeadSource']
export type SourceDefinition = Schemas['SourceDefinition']
export type LeadForm = Schemas['LeadForm']
export type InboundWebhook = Schemas['InboundWebhook']
export type Arrival = Schemas['Arrival']
export type ArrivalStatus = 'received' | 'done' | 'stale' | 'failed'
export type ArrivalSearch = { source?: string | undefined; status?: ArrivalStatus | undefined }
export type SourceChange = { name: string; definition: SourceDefinition; active: boolean }

const PAGE = 50

export const sourcesQuery = queryOptions({
  queryKey: ['lead-sources', 'list'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/lead-sources', { signal })),
})

export const arrivalsQuery = (search: ArrivalSearch) =>
  infiniteQueryOptions({
    queryKey: ['lead-sources', 'arrivals', search],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, limit: PAGE, cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET('/api/v1/lead-sources/arrivals', { params: { query }, signal }))
      return { arrivals: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const arrivalQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead-sources', 'arrival', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/lead-sources/arrivals/{id}', { params: { path: { id } }, signal })),
  })

export const createSource = ({ name, definition }: SourceChange) => dataOf(api.POST('/api/v1/lead-sources', { body: { name, definition } }))

export const changeSource = ({ id, version }: Pick<LeadSource, 'id' | 'version'>, change: Partial<SourceChange>) =>
  dataOf(api.PATCH('/api/v1/lead-sources/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const deleteSource = ({ id, version }: Pick<LeadSource, 'id' | 'version'>) =>
  api.DELETE('/api/v1/lead-sources/{id}', { params: { path: { id }, query: { version } } })

export const newSourceSecret = async (id: string) =>
  (await dataOf(api.POST('/api/v1/lead-sources/{id}/secret', { params: { path: { id } } }))).secret ?? ''

export const previewSource = (definition: InboundWebhook, payload: Record<string, unknown>) =>
  dataOf(api.POST('/api/v1/lead-sources/preview', { body: { definition, payload } }))

export const replayArrival = (id: string) => api.POST('/api/v1/lead-sources/arrivals/{id}/replay', { params: { path: { id } } })

/// Where strangers reach a source.
export const publicAddress = (company: string, { key, definition }: Pick<LeadSource, 'key' | 'definition'>): string =>
  `${window.location.origin}/api/v1/public/${definition.kind === 'form' ? 'forms' : 'hooks'}/${company}/${key}`
