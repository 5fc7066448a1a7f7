import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

export type Grant = Schemas['ModuleGrant']

/// What a role allows. What is absent is not allowed; an absent kind of pipeline means every status.
export type RoleDefinition = Schemas['RoleDefinition']
export type RoleView = Schemas['RoleView']

/// What can be granted at all.
export type RoleOptions = Schemas['RoleOptions']

export const rolesQuery = queryOptions({
  queryKey: ['roles', 'list'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/roles', { signal })),
})

export const roleOptionsQuery = queryOptions({
  queryKey: ['roles', 'options'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/roles/options', { signal })),
  staleTime: 60 * 60_000,
})

export const createRole = (body: Schemas['CreateRole']) => dataOf(api.POST('/api/v1/roles', { body }))

export const changeRole = (id: string, version: number, role: { name: string; definition: RoleDefinition }) =>
  dataOf(api.PATCH('/api/v1/roles/{id}', { params: { path: { id } }, body: { version, ...role } }))

export const deleteRole = ({ id, version }: Pick<RoleView, 'id' | 'version'>) =>
  api.DELETE('/api/v1/roles/{id}', { params: { path: { id }, query: { version } } })
