import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Narrow, Schemas, StatusGroup, Tagged } from './types'

/// The statuses records go through, as an administrator composes them.
export type { StatusGroup }

export type Condition =
  | Tagged<'RequiredField', 'requiredField'>
  | Tagged<'RequiredReason', 'requiredReason'>
  | Tagged<'RequiredTask', 'requiredTask'>
  | Tagged<'OfferCloseTasks', 'offerCloseTasks'>

export type Effect = Tagged<'SetOnce', 'setOnce'> | Tagged<'CreateTask', 'createTask'> | Tagged<'Notify', 'notify'>

export type Expiry = Schemas['Expiry']

/// The server sends null where the document says absent, and sets `order` by itself. `allowedFrom` null is "from any
/// status"; `allowedRoles` null is "every role", an empty list "only the system".
export type PipelineStatus = Narrow<
  Schemas['Status'],
  { conditions: Condition[]; effects: Effect[]; allowedFrom: string[] | null; allowedRoles: string[] | null; expiry?: Expiry | null; order?: number }
>

export type Pipeline = Narrow<Schemas['PipelineView'], { statuses: PipelineStatus[]; onResubmit?: string | null }>

export type PipelinePreset = Narrow<Schemas['PresetView'], { statuses: PipelineStatus[] }>

export const pipelinesQuery = (kind: string) =>
  queryOptions({
    queryKey: ['pipelines', kind],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/pipelines', { params: { query: { kind } }, signal }))) as unknown as Pipeline[],
    staleTime: 60_000,
  })

export const presetsQuery = queryOptions({
  queryKey: ['pipelines', 'presets'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/pipelines/presets', { signal }))) as unknown as PipelinePreset[],
  staleTime: 60 * 60_000,
})

export const createPipeline = async (body: Schemas['NewPipeline']) =>
  (await dataOf(api.POST('/api/v1/pipelines', { body }))) as unknown as Pipeline

export const changePipeline = async (id: string, change: Pick<Pipeline, 'version' | 'name' | 'onResubmit' | 'statuses'>) => {
  const body = change as unknown as Schemas['PipelineChange']
  return (await dataOf(api.PUT('/api/v1/pipelines/{id}', { params: { path: { id } }, body }))) as unknown as Pipeline
}

export const makeDefault = async (id: string) =>
  (await dataOf(api.POST('/api/v1/pipelines/{id}/default', { params: { path: { id } } }))) as unknown as Pipeline
