import { Problem } from './problem'
import { session } from './session'

type Query = Record<string, string | number | boolean | null | undefined>
type Options = { query?: Query; body?: unknown; signal?: AbortSignal }
export type Answer<T> = { data: T; meta: Record<string, unknown> }

export const BASE = '/api/v1'

/// Sends with the current access token. A 401 refreshes the session once and repeats the request once; when that fails
/// too, the session ends and the router shows the sign-in page with this address as its target.
export async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const token = await session.token()
  const response = await send(request, token)
  if (response.status !== 401) return response
  const renewed = await session.renew(token)
  return renewed ? send(again, renewed) : response
}

async function send(request: Request, token: string | null): Promise<Response> {
  request.headers.set('X-Sangam-Client', 'web')
  request.headers.set('Accept', 'application/json, application/problem+json')
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  try {
    return await fetch(request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw Problem.offline()
  }
}

function requestOf(method: string, path: string, { query, body, signal }: Options): Request {
  const url = new URL(BASE + path, window.location.origin)
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(key, String(value))
  }
  return new Request(url, {
    method,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
}

async function call<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const response = await authorizedFetch(requestOf(method, path, options))
  if (!response.ok) throw await Problem.of(response)
  if (response.status === 204) return { data: undefined as T, meta: {} }
  const json = (await response.json()) as { data: T; meta?: Record<string, unknown> }
  return { data: json.data, meta: json.meta ?? {} }
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown, signal?: AbortSignal) =>
    call<T>('POST', path, { ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}) }),
  put: <T>(path: string, body?: unknown) => call<T>('PUT', path, body === undefined ? {} : { body }),
  patch: <T>(path: string, body: unknown) => call<T>('PATCH', path, { body }),
  delete: <T = void>(path: string, query?: Query) => call<T>('DELETE', path, query ? { query } : {}),
}
