import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { FieldVisibility, Level, Narrow, OrNull, Schemas, Scope } from './types'

export type Grant = Narrow<Schemas['ModuleGrant'], { level: Level; scope: Scope }>

/// What a role allows. What is absent is not allowed; an absent kind of pipeline means every status.
export type RoleDefinition = Narrow<Schemas['RoleDefinition'], { modules: Record<string, Grant>; fields: Record<string, FieldVisibility> }>

export type RoleView = Narrow<Schemas['RoleView'], { definition: RoleDefinition }>

/// What can be granted at all.
export type RoleOptions = Narrow<
  Schemas['RoleOptions'],
  { levels: Level[]; scopes: Scope[]; visibilities: FieldVisibility[]; templates: Narrow<Schemas['Template'], { definition: RoleDefinition }>[] }
>

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/roles', { signal }))) as RoleView[],
})

export const roleOptionsQuery = queryOptions({
  queryKey: ['roles', 'options'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/roles/options', { signal }))) as RoleOptions,
  staleTime: 60 * 60_000,
})

export const createRole = async (role: OrNull<Narrow<Schemas['CreateRole'], { definition: RoleDefinition }>>) =>
  (await dataOf(api.POST('/api/v1/roles', { body: role as Schemas['CreateRole'] }))) as RoleView

export const changeRole = async (id: string, version: number, role: { name: string; definition: RoleDefinition }) =>
  (await dataOf(api.PATCH('/api/v1/roles/{id}', { params: { path: { id } }, body: { version, ...role } }))) as RoleView

export const deleteRole = ({ id, version }: Pick<RoleView, 'id' | 'version'>) =>
  api.DELETE('/api/v1/roles/{id}', { params: { path: { id }, query: { version } } })
