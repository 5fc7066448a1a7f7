import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas, StatusGroup } from './types'

/// The statuses records go through, as an administrator composes them.
export type { StatusGroup }

export type Condition = Schemas['Condition']
export type Effect = Schemas['Effect']
export type Expiry = Schemas['Expiry']

/// The server sets `order` by itself. `allowedFrom` null is "from any status"; `allowedRoles` null is "every role", an
/// empty list "only the system".
export type PipelineStatus = Schemas['Status']
export type Pipeline = Schemas['PipelineView']
export type PipelinePreset = Schemas['PresetView']

export const pipelinesQuery = (kind: string) =>
  queryOptions({
    queryKey: ['pipelines', kind],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/pipelines', { params: { query: { kind } }, signal })),
    staleTime: 60_000,
  })

export const presetsQuery = (kind: string) =>
  queryOptions({
    queryKey: ['pipelines', 'presets', kind],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/pipelines/presets', { params: { query: { kind } }, signal })),
    staleTime: 60 * 60_000,
  })

export const createPipeline = (body: Schemas['NewPipeline']) => dataOf(api.POST('/api/v1/pipelines', { body }))

export const changePipeline = (id: string, body: Schemas['PipelineChange']) =>
  dataOf(api.PUT('/api/v1/pipelines/{id}', { params: { path: { id } }, body }))

export const makeDefault = (id: string) => dataOf(api.POST('/api/v1/pipelines/{id}/default', { params: { path: { id } } }))
