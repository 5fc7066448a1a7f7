import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meQuery } from '@/api/auth'
import { ON_DEVICE } from '@/api/client'
import { session } from '@/api/session'
import type { Entry, NewEntry } from '@/offline/entry'
import { claim, enqueue, entriesOf, forgetAll } from '@/offline/device'
import { keepAnswersOf } from '@/offline/keep'
import { again, discard, drain, nextOf, refresh } from '@/offline/queue'
import { waiting } from '@/offline/waiting'
import { me } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { addComment } from '../timeline/timeline'
import { deliver } from './deliver'
import { sendOrKeep } from './sendOrKeep'

const server = new FakeServer()
let queries: QueryClient

const OWNER = 't1/u1'
const record = { object: 'lead', id: 'r1', title: 'Ada' }
const note = (text: string, of = record): NewEntry => ({ key: `key of ${text}`, at: 0, tried: null, state: 'waiting', record: of, work: { kind: 'note', path: '/leads', text, mentions: [] }, refusal: null })
const move = (to: string, before: string, version = 1): NewEntry => ({ ...note(to), key: `key of ${to}`, work: { kind: 'move', path: '/leads', field: 'status', before, label: to, body: { version, to } } })
const send = () => drain((entry) => deliver(queries, entry))
const left = () => entriesOf(OWNER)
const kept = (entries: Entry[]) => entries.map(({ state, refusal, work }) => [work.kind === 'move' ? work.body.to : work.kind === 'note' ? work.text : work.kind, state, refusal?.code ?? null])

/// Locks as browsers have them: one at a time.
let held: Promise<unknown> = Promise.resolve()
Object.defineProperty(navigator, 'locks', { value: { request: (_name: string, work: () => Promise<unknown>) => (held = held.then(work, work)) }, configurable: true })

describe('the queue', () => {
  beforeEach(async () => {
    server.install()
    session.end()
    await forgetAll()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
    queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    keepAnswersOf(queries)
    await queries.fetchQuery({ queryKey: meQuery.queryKey, queryFn: () => Promise.resolve(me), meta: ON_DEVICE })
    await claim(OWNER)
    waiting.set([])
  })

  it('takes what could not be sent, under the key it was tried with', async () => {
    const answers: (() => never | { data: object })[] = [
      () => {
        throw new TypeError('Failed to fetch')
      },
      () => ({ data: {} }),
    ]
    server.on('POST', '/leads/r1/comments', () => answers.shift()?.() ?? { data: {} })

    const sent = await sendOrKeep(queries, { record, work: { kind: 'note', path: '/leads', text: 'Hello', mentions: [] } }, (key) => addComment('/leads', 'r1', 'Hello', [], key))
    expect(sent).toBeNull()
    expect(waiting.get()).toHaveLength(1)
    expect(await send()).toBe(true)

    const keys = server.sent('POST', '/leads/r1/comments').map(({ headers }) => headers.get('Idempotency-Key'))
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
    expect(await left()).toEqual([])
    expect(waiting.get()).toEqual([])
  })

  it('leaves a refusal to the form that asked', async () => {
    server.on('POST', '/leads/r1/comments', () => ({ problem: { status: 422, code: 'VALIDATION' } }))

    await expect(sendOrKeep(queries, { record, work: { kind: 'note', path: '/leads', text: '', mentions: [] } }, (key) => addComment('/leads', 'r1', '', [], key))).rejects.toThrow('VALIDATION')
    expect(await left()).toEqual([])
  })

  it('sends the entries of a record in their order, each on top of what the last one made', async () => {
    await enqueue(OWNER, move('called', 'new'))
    await enqueue(OWNER, note('went well'))
    await enqueue(OWNER, move('won', 'called'))
    const order: unknown[] = []
    server.on('POST', '/leads/r1/transition', ({ body }) => {
      order.push(body)
      return { data: { id: 'r1', version: (body as { version: number }).version + 6 } }
    })
    server.on('POST', '/leads/r1/comments', ({ body }) => {
      order.push(body)
      return { data: {} }
    })

    expect(await send()).toBe(true)
    expect(order).toEqual([{ version: 1, to: 'called' }, { text: 'went well', mentions: [] }, { version: 7, to: 'won' }])
  })

  it('lets a tab that died be finished by the next, once', async () => {
    await enqueue(OWNER, { ...note('half sent'), state: 'sending', tried: Date.now() })
    server.on('POST', '/leads/r1/comments', () => ({ data: {} }))

    // Two tabs at once: the second finds nothing left.
    await Promise.all([send(), send()])
    expect(server.sent('POST', '/leads/r1/comments').map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['key of half sent'])
  })

  it('waits when nobody answers', async () => {
    await enqueue(OWNER, note('later'))
    server.on('POST', '/leads/r1/comments', () => ({ problem: { status: 503, code: 'SERVICE_UNAVAILABLE' } }))

    expect(await send()).toBe(false)
    expect(kept(await left())).toEqual([['later', 'waiting', null]])
  })

  it('goes on top of a change that touched something else', async () => {
    await enqueue(OWNER, move('called', 'new'))
    server.on('POST', '/leads/r1/transition', ({ body }) =>
      (body as { version: number }).version === 1
        ? { problem: { status: 409, code: 'VERSION_CONFLICT', current: { id: 'r1', version: 5, status: 'new' } } }
        : { data: { id: 'r1', version: 6 } },
    )

    expect(await send()).toBe(true)
    const tries = server.sent('POST', '/leads/r1/transition')
    expect(tries.map(({ body }) => body)).toEqual([{ version: 1, to: 'called' }, { version: 5, to: 'called' }])
    // Another body is another request.
    expect(new Set(tries.map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(2)
    expect(await left()).toEqual([])
  })

  it('keeps a conflict for its writer, holds back what stands behind it, and sends other records', async () => {
    await enqueue(OWNER, move('called', 'new'))
    await enqueue(OWNER, note('behind it'))
    await enqueue(OWNER, note('elsewhere', { ...record, id: 'r2' }))
    server.on('POST', '/leads/r1/transition', () => ({ problem: { status: 409, code: 'VERSION_CONFLICT', current: { id: 'r1', version: 5, status: 'lost' } } }))
    server.on('POST', '/leads/r2/comments', () => ({ data: {} }))

    expect(await send()).toBe(true)
    expect(kept(await left())).toEqual([
      ['called', 'conflict', 'VERSION_CONFLICT'],
      ['behind it', 'waiting', null],
    ])
    expect(server.sent('POST', '/leads/r2/comments')).toHaveLength(1)

    const [refused] = await left()
    expect(refused?.refusal?.current).toMatchObject({ status: 'lost', version: 5 })
    await discard(refused?.id ?? 0)
    server.on('POST', '/leads/r1/comments', () => ({ data: {} }))
    expect(await send()).toBe(true)
    expect(await left()).toEqual([])
  })

  it('sends what was refused again as a new request', async () => {
    await enqueue(OWNER, note('too long'))
    server.on('POST', '/leads/r1/comments', () => ({ problem: { status: 422, code: 'VALIDATION' } }))
    await send()
    const [refused] = await left()
    expect(kept(await left())).toEqual([['too long', 'failed', 'VALIDATION']])

    if (refused) await again(refused)
    server.on('POST', '/leads/r1/comments', () => ({ data: {} }))
    await send()
    const keys = server.sent('POST', '/leads/r1/comments').map(({ headers }) => headers.get('Idempotency-Key'))
    expect(new Set(keys).size).toBe(2)
  })

  it('asks before it sends again what may have arrived longer ago than the server remembers', async () => {
    await enqueue(OWNER, { ...note('days ago'), tried: Date.now() - 24 * 3_600_000 })

    expect(await send()).toBe(true)
    expect(kept(await left())).toEqual([['days ago', 'failed', 'UNSURE']])
    expect(server.sent('POST', '/leads/r1/comments')).toHaveLength(0)
  })

  it('counts as sent what was carried out although its answer is gone', async () => {
    await enqueue(OWNER, { ...note('once'), tried: Date.now() })
    server.on('POST', '/leads/r1/comments', () => ({ problem: { status: 409, code: 'IDEMPOTENCY_ANSWER_LOST' } }))

    expect(await send()).toBe(true)
    expect(await left()).toEqual([])
  })

  it('is nobody else’s', async () => {
    await enqueue(OWNER, note('mine'))
    await refresh()
    expect(waiting.get()).toHaveLength(1)

    session.look('view')
    await refresh()
    expect(waiting.get()).toEqual([])
    session.lookAway()
  })

  it('goes on with what nothing stands before', () => {
    const of = (id: number, state: Entry['state'], recordId: string): Entry => ({ ...note('x'), id, state, record: { ...record, id: recordId } })

    expect(nextOf([of(1, 'failed', 'a'), of(2, 'waiting', 'a'), of(3, 'waiting', 'b')])?.id).toBe(3)
    expect(nextOf([of(1, 'failed', 'a'), of(2, 'waiting', 'a')])).toBeUndefined()
    expect(nextOf([])).toBeUndefined()
  })
})

vi.mock('@/ui/toast', async (original) => ({ ...(await original<typeof import('@/ui/toast')>()), toast: () => 0 }))
