import { queryOptions } from '@tanstack/react-query'
import { http } from './http'
import type { FieldVisibility, Id, Level, Scope } from './types'

export type Grant = { level: Level; scope: Scope; actions: string[] }

/// What a role allows. What is absent is not allowed; an absent kind of pipeline means every status.
export type RoleDefinition = {
  modules: Record<string, Grant>
  fields: Record<string, FieldVisibility>
  allowedStatuses: Record<string, string[]>
}

export type RoleView = {
  id: Id
  key: string
  name: string
  template?: string | null
  version: number
  users: number
  definition: RoleDefinition
}

/// What can be granted at all.
export type RoleOptions = {
  modules: { key: string; scoped: boolean; actions: string[] }[]
  levels: Level[]
  scopes: Scope[]
  fieldClasses: string[]
  visibilities: FieldVisibility[]
  pipelineKinds: string[]
}

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: async ({ signal }) => (await http.get<RoleView[]>('/roles', undefined, signal)).data,
})

export const roleOptionsQuery = queryOptions({
  queryKey: ['roles', 'options'],
  queryFn: async ({ signal }) => (await http.get<RoleOptions>('/roles/options', undefined, signal)).data,
  staleTime: 60 * 60_000,
})

export const createRole = async (role: { name: string; template?: string | null; definition: RoleDefinition }) =>
  (await http.post<RoleView>('/roles', role)).data

export const changeRole = async (id: string, version: number, role: { name: string; definition: RoleDefinition }) =>
  (await http.patch<RoleView>(`/roles/${id}`, { version, ...role })).data

export const deleteRole = ({ id, version }: Pick<RoleView, 'id' | 'version'>) => http.delete(`/roles/${id}`, { version })
