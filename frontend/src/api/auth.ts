import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import { Problem } from './problem'
import { session } from './session'
import type { Schemas, SessionView, Tokens } from './types'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/me', { signal })),
  staleTime: 5 * 60_000,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }): Promise<SessionView[]> => dataOf(api.GET('/api/v1/auth/sessions', { signal })),
})

/// Not through the authorised client: a wrong password is a 401 that must not start a refresh.
export async function signIn(credentials: Schemas['LoginRequest']): Promise<Tokens> {
  let response: Response
  try {
    response = await fetch('/api/v1/auth/login', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-Sangam-Client': 'web' },
      body: JSON.stringify(credentials),
    })
  } catch {
    throw Problem.offline()
  }
  if (!response.ok) throw await Problem.of(response)
  const { data } = (await response.json()) as { data: Tokens }
  session.accept(data)
  return data
}

export async function signOut(): Promise<void> {
  // Signed out here in any case; when the server could not be told, the session ends by itself.
  await api.POST('/api/v1/auth/logout').catch(() => undefined)
  session.end()
}

export async function changePassword(body: Schemas['PasswordRequest']): Promise<void> {
  session.accept(await dataOf(api.POST('/api/v1/auth/password', { body })))
}

export const endSession = (id: string) => api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })

export const updateMe = (body: Schemas['ChangeMe']) => dataOf(api.PATCH('/api/v1/me', { body }))

export const socketTicket = async () => (await dataOf(api.POST('/api/v1/auth/socket-ticket'))).ticket
