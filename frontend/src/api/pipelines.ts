import { queryOptions } from '@tanstack/react-query'
import { http } from './http'
import type { Id, Tone } from './types'

/// The statuses records go through, as an administrator composes them.
export type StatusGroup = 'open' | 'progress' | 'waiting' | 'won' | 'lost' | 'done' | 'expired'

export type Condition =
  | { type: 'requiredField'; fields: string[] }
  | { type: 'requiredReason'; field: string; options: string[] }
  | { type: 'requiredTask'; kind: string; orOpen?: boolean }
  | { type: 'offerCloseTasks'; kind: string }

export type Effect =
  | { type: 'setOnce'; field: string; value: string }
  | { type: 'createTask'; title: string; kind: string; dueInHours: number }
  | { type: 'notify'; role: string }

export type Expiry = { days: number; since: string; to: string }

/// `allowedFrom` null is "from any status"; `allowedRoles` null is "every role", an empty list "only the system".
export type PipelineStatus = {
  key: string
  label: string
  group: StatusGroup
  color: Tone
  allowedFrom: string[] | null
  allowedRoles: string[] | null
  conditions: Condition[]
  effects: Effect[]
  expiry?: Expiry | null
}

export type Pipeline = {
  id: Id
  kind: string
  key: string
  name: string
  preset?: string | null
  isDefault: boolean
  version: number
  onResubmit?: string | null
  statuses: PipelineStatus[]
}

export type PipelinePreset = { preset: string; kind: string; name: string; statuses: PipelineStatus[] }

export const pipelinesQuery = (kind: string) =>
  queryOptions({
    queryKey: ['pipelines', kind],
    queryFn: async ({ signal }) => (await http.get<Pipeline[]>('/pipelines', { kind }, signal)).data,
    staleTime: 60_000,
  })

export const presetsQuery = queryOptions({
  queryKey: ['pipelines', 'presets'],
  queryFn: async ({ signal }) => (await http.get<PipelinePreset[]>('/pipelines/presets', undefined, signal)).data,
  staleTime: 60 * 60_000,
})

export const createPipeline = async (body: { preset: string; name: string }) => (await http.post<Pipeline>('/pipelines', body)).data

export const changePipeline = async (id: string, body: Pick<Pipeline, 'version' | 'name' | 'onResubmit' | 'statuses'>) =>
  (await http.put<Pipeline>(`/pipelines/${id}`, body)).data

export const makeDefault = async (id: string) => (await http.post<Pipeline>(`/pipelines/${id}/default`)).data
