import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

/// People and teams as an administrator sees them. Everyone else has the directory (`records.ts`).
export type RoleRef = Schemas['RoleRef']
export type UserView = Schemas['UserView']
export type Team = Schemas['Team']

export type UserSearch = { query?: string | undefined; active?: boolean | undefined; teamId?: string | undefined }

export type NewUser = Schemas['CreateUser']
export type UserChange = Omit<Schemas['ChangeUser'], 'version'>

const PAGE = 50

export const usersQuery = (search: UserSearch) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', search],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, query: search.query || undefined, limit: PAGE, cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET('/api/v1/users', { params: { query }, signal }))
      return { users: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

/// One person with everything an administrator sees. The API lists users only, so they are found by their name.
export const userQuery = (id: string, name: string) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: async ({ signal }) => 
      (await dataOf(api.GET('/api/v1/users', { params: { query: { query: name, limit: 200 } }, signal }))).find((user) => user.id === id) ?? null,
  })

/// Who signs in for a partner firm.
export const partnersPeopleQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['users', 'partner', partnerId],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/users', { params: { query: { partnerId, limit: 200 } }, signal })),
  })

export const createUser = (user: NewUser) => dataOf(api.POST('/api/v1/users', { body: user }))

export const changeUser = (id: string, version: number, change: UserChange) =>
  dataOf(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const activateUser = ({ id, version }: Pick<UserView, 'id' | 'version'>) =>
  dataOf(api.POST('/api/v1/users/{id}/activate', { params: { path: { id } }, body: { version } }))

/// Without `handOver` the open work stays; without `to` in it the assignment rules choose.
export const deactivateUser = ({ id, version }: Pick<UserView, 'id' | 'version'>, handOver: Schemas['HandOver'] | null) =>
  dataOf(api.POST('/api/v1/users/{id}/deactivate', { params: { path: { id } }, body: { version, ...(handOver ? { handOver } : {}) } }))

export const newOneTimePassword = async (id: string) =>
  (await dataOf(api.POST('/api/v1/users/{id}/one-time-password', { params: { path: { id } } }))).oneTimePassword

export const inviteUser = (id: string) => dataOf(api.POST('/api/v1/users/{id}/invitation', { params: { path: { id } } }))

export const withdrawInvitation = (id: string) => dataOf(api.DELETE('/api/v1/users/{id}/invitation', { params: { path: { id } } }))

/// Lets somebody try again at once who was wrong too often.
export const reopenSignIn = (id: string) => dataOf(api.POST('/api/v1/users/{id}/reopen-sign-in', { params: { path: { id } } }))

export const resetSecondFactor = (id: string) => api.POST('/api/v1/users/{id}/second-factor/reset', { params: { path: { id } } })

export type Territory = Schemas['Territory']

export const territoriesQuery = queryOptions({
  queryKey: ['territories'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/territories', { signal })),
  staleTime: 60_000,
})

export type TerritoryValues = Schemas['NewTerritory']

export const saveTerritory = (territory: Territory | null, values: TerritoryValues) =>
  territory === null
    ? dataOf(api.POST('/api/v1/territories', { body: values }))
    : dataOf(api.PUT('/api/v1/territories/{id}', { params: { path: { id: territory.id } }, body: { ...values, version: territory.version } }))

export const deleteTerritory = ({ id, version }: Pick<Territory, 'id' | 'version'>) =>
  api.DELETE('/api/v1/territories/{id}', { params: { path: { id }, query: { version } } })

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/teams', { signal })),
  staleTime: 60_000,
})

export type TeamChange = Required<Schemas['CreateTeam']>

export const createTeam = (team: TeamChange) => dataOf(api.POST('/api/v1/teams', { body: team }))

export const changeTeam = (id: string, version: number, change: TeamChange) =>
  dataOf(api.PATCH('/api/v1/teams/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const deleteTeam = ({ id, version }: Pick<Team, 'id' | 'version'>) =>
  api.DELETE('/api/v1/teams/{id}', { params: { path: { id }, query: { version } } })
