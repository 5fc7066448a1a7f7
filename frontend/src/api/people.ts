import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { http } from './http'
import type { Id } from './types'

/// People and teams as an administrator sees them. Everyone else has the directory (`records.ts`).
export type RoleRef = { id: Id; key: string; name: string }

export type UserView = {
  id: Id
  name: string
  email: string
  phone?: string | null
  teamId?: Id | null
  teamName?: string | null
  managerId?: Id | null
  managerName?: string | null
  roles: RoleRef[]
  active: boolean
  available: boolean
  leaveFrom?: string | null
  leaveTo?: string | null
  timeZone?: string | null
  locale?: string | null
  lastLoginAt?: string | null
  version: number
}

export type Team = { id: Id; name: string; parentId?: Id | null; leaderId?: Id | null; version: number }

export type UserSearch = { query?: string | undefined; active?: boolean | undefined; teamId?: string | undefined }

export type NewUser = {
  name: string
  email: string
  phone: string | null
  roleIds: string[]
  teamId: string | null
  managerId: string | null
}

export type UserChange = {
  name: string
  email: string
  phone: string | null
  roleIds: string[]
  teamId: string | null
  managerId: string | null
  timeZone: string | null
  locale: string | null
  available: boolean
  leaveFrom: string | null
  leaveTo: string | null
}

const PAGE = 50

export const usersQuery = (search: UserSearch) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', search],
    queryFn: async ({ pageParam, signal }) => {
      const { data, meta } = await http.get<UserView[]>('/users', { ...search, limit: PAGE, cursor: pageParam }, signal)
      return { users: data, cursor: (meta['cursor'] as string | undefined) ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

/// One person with everything an administrator sees. The API lists users only, so they are found by their name.
export const userQuery = (id: string, name: string) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: async ({ signal }) => (await http.get<UserView[]>('/users', { query: name, limit: 200 }, signal)).data.find((user) => user.id === id) ?? null,
  })

export const createUser = async (user: NewUser) => (await http.post<{ user: UserView; oneTimePassword: string }>('/users', user)).data

export const changeUser = async (id: string, version: number, change: Partial<UserChange>) =>
  (await http.patch<UserView>(`/users/${id}`, { version, ...change })).data

export const setUserActive = async ({ id, version }: Pick<UserView, 'id' | 'version'>, active: boolean) =>
  (await http.post<UserView>(`/users/${id}/${active ? 'activate' : 'deactivate'}`, { version })).data

export const newOneTimePassword = async (id: string) =>
  (await http.post<{ oneTimePassword: string }>(`/users/${id}/one-time-password`)).data.oneTimePassword

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) => (await http.get<Team[]>('/teams', undefined, signal)).data,
  staleTime: 60_000,
})

export type TeamChange = { name: string; parentId: string | null; leaderId: string | null }

export const createTeam = async (team: TeamChange) => (await http.post<Team>('/teams', team)).data

export const changeTeam = async (id: string, version: number, change: TeamChange) =>
  (await http.patch<Team>(`/teams/${id}`, { version, ...change })).data

export const deleteTeam = ({ id, version }: Pick<Team, 'id' | 'version'>) => http.delete(`/teams/${id}`, { version })
