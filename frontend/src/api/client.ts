import createClient from 'openapi-fetch'
import type { paths } from './__generated__/schema'
import { authorizedFetch } from './http'
import { Problem } from './problem'

/// Every endpoint of the document by its path, with the session's token. A refusal is thrown as a `Problem`.
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: async (request) => {
    const response = await authorizedFetch(request)
    if (!response.ok) throw await Problem.of(response)
    return response
  },
})

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
