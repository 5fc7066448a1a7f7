import type { Client } from 'openapi-fetch'
import type { paths } from './__generated__/schema'
import { authorizedFetch } from './http'
import { Problem } from './problem'

type Asked = {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> }
  body?: unknown
  parseAs?: 'json' | 'blob' | 'stream'
  headers?: Record<string, string>
  signal?: AbortSignal
}

/// A list is said once for each of its members; what is not there is left out.
export function addressOf(path: string, { path: places = {}, query = {} }: NonNullable<Asked['params']> = {}): string {
  const url = new URL(path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name]))), window.location.origin)
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== null) url.searchParams.append(name, String(each))
  }
  return url.href
}

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

// What it takes and answers is said by the document; here it is only sent.
function asking<V extends Verb>(method: V): Client<paths>[V]
function asking(method: Verb): unknown {
  return async (path: string, { params, body, parseAs = 'json', headers = {}, signal }: Asked = {}) => {
    const request = new Request(addressOf(path, params), {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    const response = await authorizedFetch(request)
    if (!response.ok) throw await Problem.of(response)
    if (parseAs === 'stream') return { data: response.body, response }
    if (parseAs === 'blob') return { data: await response.blob(), response }
    const text = await response.text()
    return { data: text === '' ? undefined : (JSON.parse(text) as unknown), response }
  }
}

/// Every endpoint of the document by its path, with the session's token. A refusal is thrown as a `Problem`. Only the types
/// are openapi-fetch's: what it can do besides is 3 KB nobody asks for.
export const api = {
  GET: asking('GET'),
  POST: asking('POST'),
  PUT: asking('PUT'),
  PATCH: asking('PATCH'),
  DELETE: asking('DELETE'),
}

type Envelope<D> = { data: D; meta?: Record<string, unknown> }

export async function answerOf<D>(call: Promise<{ data?: Envelope<D> }>): Promise<{ data: D; meta: Record<string, unknown> }> {
  const { data } = await call
  if (data === undefined) throw new Problem(0, { code: 'UNEXPECTED' })
  return { data: data.data, meta: data.meta ?? {} }
}

export const dataOf = async <D>(call: Promise<{ data?: Envelope<D> }>): Promise<D> => (await answerOf(call)).data

/// Where the next page of a list begins; null on the last.
export const cursorOf = (meta: Record<string, unknown>): string | null => (meta['cursor'] as string | undefined) ?? null

/// In the `meta` of a query: the device may keep its answer, to show it when nobody can be reached (`offline/keep.ts`).
export const ON_DEVICE = { onDevice: true }

/// What must not happen twice is sent under a key: the server carries it out once, however often it comes.
export const once = (key: string | undefined) => (key === undefined ? {} : { headers: { 'Idempotency-Key': key } })

/// What a write answers, and the change set by which it can be taken back.
export type Written<D> = { data: D; changeSet: string | null }

export async function writtenBy<D>(call: Promise<{ data?: Envelope<D>; response: Response }>): Promise<Written<D>> {
  const { data, response } = await call
  if (data === undefined) throw new Problem(0, { code: 'UNEXPECTED' })
  return { data: data.data, changeSet: changeSetOf(response) }
}

export const changeSetOf = (response: Response): string | null => response.headers.get('X-Change-Set')
