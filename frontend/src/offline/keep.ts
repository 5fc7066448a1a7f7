import type { InfiniteData, QueryClient, Query, QueryKey } from '@tanstack/react-query'
import { isProblem } from '@/api/problem'
import { session } from '@/api/session'
import type { Me } from '@/api/types'
import type { Kind } from './device'

/// Answers that say so in their query (`meta: ON_DEVICE`) are kept as they arrive, and given again when nobody can be
/// reached. The database comes with the first of them, not with the shell.
const device = () => import('./device')

const PAGES = 3
const QUIET_MS = 250

type AnyQuery = Query<unknown, Error, unknown, QueryKey>

let owner: string | null = null
/// Once per sign-in: two people in two tabs would take the device from each other for ever.
let claimed: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const due = new Map<string, { query: AnyQuery; at: number | null }>()
const given = new WeakSet<object>()
const answered = new WeakMap<AnyQuery, number>()

/// Whose device this is, for who writes to it; null before anybody is known.
export const deviceOwner = (): string | null => owner

const isKept = (query: AnyQuery): boolean => query.meta?.['onDevice'] === true

function kindOf([first, second]: QueryKey): Kind {
  if (second === 'list' || second === 'aggregate' || second === 'board') return 'list'
  return typeof second === 'string' && first !== 'meta' && first !== 'views' ? 'record' : 'base'
}

/// The top of a long list.
function topOf(data: unknown): unknown {
  const { pages, pageParams } = (data ?? {}) as Partial<InfiniteData<unknown>>
  return Array.isArray(pages) && Array.isArray(pageParams) ? { pages: pages.slice(0, PAGES), pageParams: pageParams.slice(0, PAGES) } : data
}

export function keepAnswersOf(queries: QueryClient): void {
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || session.viewing() !== null || session.state() !== 'signedIn') return
    const query = event.query as AnyQuery
    const { data } = query.state
    // Another person's query may end after the page was cleared of it.
    if (!isKept(query) || queries.getQueryCache().get(query.queryHash) !== event.query) return
    const fromHere = typeof data === 'object' && data !== null && given.has(data)
    if (query.queryKey[0] === 'me') {
      owner = ownerOf(data as Me)
      if (fromHere) claimed = owner
    }
    if (fromHere) return
    const now = Date.now()
    // What this person changed himself makes the answer no younger.
    const at = event.action.manual === true ? (due.get(query.queryHash)?.at ?? null) : now
    if (event.action.manual !== true) answered.set(query, now)
    due.set(query.queryHash, { query, at })
    clearTimeout(timer)
    timer = setTimeout(() => void flush().catch(() => undefined), QUIET_MS)
  })
  // Whoever turns away may not come back to this page.
  document.addEventListener('visibilitychange', () => void flush().catch(() => undefined))
  session.subscribe(() => {
    if (session.state() !== 'signedOut') return
    owner = null
    claimed = null
    clearTimeout(timer)
    due.clear()
    void device()
      .then(({ forgetAnswers }) => forgetAnswers())
      .catch(() => undefined)
  })
}

const ownerOf = ({ tenant, user }: Me): string => `${tenant.id}/${user.id}`

/// How old the oldest list or record on screen is.
export function asOf(queries: QueryClient): number | null {
  const times = queries
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey }) => queryKey[1] === 'list' || queryKey[1] === 'record' })
    .flatMap((query) => answered.get(query as AnyQuery) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

/// Keeps now what is still to be kept.
export async function flush(): Promise<void> {
  const now = owner
  if (now === null || due.size === 0) return
  const answers = [...due.values()].map(({ query, at }) => ({ hash: query.queryHash, kind: kindOf(query.queryKey), data: topOf(query.state.data), at }))
  due.clear()
  const { claim, keep } = await device()
  if (owner !== now) return
  if (claimed !== now) await claim(now)
  claimed = now
  await keep(now, answers)
}

/// Asks the server, and this device when nobody answers. What is on screen already stays there.
export async function orFromDevice<T, C>(ask: (context: C) => T | Promise<T>, context: C, query: Query): Promise<T> {
  const asked = query as AnyQuery
  try {
    return await ask(context)
  } catch (error) {
    if (!isProblem(error) || !error.passing || !isKept(asked) || asked.state.data !== undefined || session.viewing() !== null) throw error
    const answer = await device()
      .then(({ recall }) => recall(asked.queryHash))
      .catch(() => undefined)
    if (answer === undefined) throw error
    if (typeof answer.data === 'object' && answer.data !== null) given.add(answer.data)
    answered.set(asked, answer.at)
    // As old as it is, so that it is asked for again at the next chance.
    setTimeout(() => asked.setState({ dataUpdatedAt: answer.at }))
    return answer.data as T
  }
}
