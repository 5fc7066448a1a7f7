import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf, ON_DEVICE } from './client'
import { reach } from './connection'
import { early } from './early'
import { Problem } from './problem'
import { session } from './session'
import type { Me, Schemas, SessionView, Tokens } from './types'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me> => {
    const answer = await early('me')
    return answer?.ok ? ((await answer.json()) as { data: Me }).data : dataOf(api.GET('/api/v1/me', { signal }))
  },
  staleTime: 5 * 60_000,
  meta: ON_DEVICE,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }): Promise<SessionView[]> => dataOf(api.GET('/api/v1/auth/sessions', { signal })),
})

export type SecondStepView = Schemas['SecondStepView']

/// Tokens, or the second step: nobody is signed in before it.
export async function signIn(credentials: Schemas['LoginRequest']): Promise<Tokens | SecondStepView> {
  const { secondFactor, accessToken, expiresIn, mustChangePassword } = await toTheDoor<Schemas['LoginView']>('/api/v1/auth/login', credentials)
  if (secondFactor) return secondFactor
  if (!accessToken || !expiresIn) throw new Problem(0, { code: 'UNEXPECTED' })
  const tokens = { accessToken, expiresIn, mustChangePassword }
  session.accept(tokens)
  return tokens
}

/// The ways in that end with tokens.
export async function enter(path: string, body: unknown): Promise<Tokens> {
  const tokens = await toTheDoor<Tokens>(path, body)
  session.accept(tokens)
  return tokens
}

/// Not through the authorised client: a wrong password is a 401 that must not start a refresh.
async function toTheDoor<D>(path: string, body: unknown): Promise<D> {
  const response = await reach(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-Sangam-Client': 'web' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await Problem.of(response)
  const { data } = (await response.json()) as { data: D }
  return data
}

export async function signOut(): Promise<void> {
  if (session.viewing() !== null) return stopViewing()
  // Signed out here in any case; when the server could not be told, the session ends by itself.
  await api.POST('/api/v1/auth/logout').catch(() => undefined)
  session.end()
}

export const viewAs = async (userId: string) => {
  const { accessToken } = await dataOf(api.POST('/api/v1/auth/view-as', { body: { userId } }))
  session.look(accessToken)
}

export async function stopViewing(): Promise<void> {
  await api.DELETE('/api/v1/auth/view-as').catch(() => undefined)
  session.lookAway()
}

export async function changePassword(body: Schemas['PasswordRequest']): Promise<void> {
  session.accept(await dataOf(api.POST('/api/v1/auth/password', { body })))
}

/// What the sign-in page may offer here.
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/auth/options', { signal })),
  staleTime: 5 * 60_000,
})

export const requestPasswordLink = (body: Schemas['ForgottenRequest']) => api.POST('/api/v1/auth/password/forgotten', { body })

/// Whose password a link from a mail chooses. The token goes in the body: addresses end up in logs.
export const passwordLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['password-link', token],
    queryFn: () => dataOf(api.POST('/api/v1/auth/password/link', { body: { token } })),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

/// Every session of the person is over afterwards, also one in this browser.
export async function choosePassword(body: Schemas['ChooseRequest']): Promise<void> {
  await api.POST('/api/v1/auth/password/choose', { body })
  session.end()
}

export const signInsQuery = infiniteQueryOptions({
  queryKey: ['sign-ins'],
  queryFn: async ({ pageParam, signal }) => {
    const { data, meta } = await answerOf(api.GET('/api/v1/auth/sign-ins', { params: { query: { limit: 10, cursor: pageParam ?? undefined } }, signal }))
    return { signIns: data, cursor: cursorOf(meta) }
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.cursor,
})

export const endSession = (id: string) => api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } })

export const updateMe = (body: Schemas['ChangeMe']) => dataOf(api.PATCH('/api/v1/me', { body }))

export const socketTicket = async () => (await dataOf(api.POST('/api/v1/auth/socket-ticket'))).ticket
