import { queryOptions } from '@tanstack/react-query'
import { http } from './http'
import { Problem } from './problem'
import { session } from './session'
import type { Me, SessionView, Tokens } from './types'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => (await http.get<Me>('/me', undefined, signal)).data,
  staleTime: 5 * 60_000,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await http.get<SessionView[]>('/auth/sessions', undefined, signal)).data,
})

/// Not through the authorised client: a wrong password is a 401 that must not start a refresh.
export async function signIn(credentials: { tenant: string; email: string; password: string }): Promise<Tokens> {
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
  await http.post('/auth/logout').catch(() => undefined)
  session.end()
}

export async function changePassword(body: { currentPassword: string; newPassword: string }): Promise<void> {
  session.accept((await http.post<Tokens>('/auth/password', body)).data)
}

export const endSession = (id: string) => http.delete(`/auth/sessions/${id}`)

export const updateMe = async (patch: Partial<Me['user']>) => (await http.patch<Me>('/me', patch)).data

export const socketTicket = async () => (await http.post<{ ticket: string; expiresIn: number }>('/auth/socket-ticket')).data.ticket
