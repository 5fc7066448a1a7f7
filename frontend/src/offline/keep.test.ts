import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meQuery } from '@/api/auth'
import { ON_DEVICE } from '@/api/client'
import { Problem } from '@/api/problem'
import { session } from '@/api/session'
import { me } from '@/test/meta'
import { claim, entriesOf, enqueue, forgetAll, keep, ownerOf, recall } from './device'
import { asOf, deviceOwner, flush, keepAnswersOf, orFromDevice } from './keep'

const HOUR = 3_600_000

/// A page as it opens: its own caches, the same device.
function openPage() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always', persister: orFromDevice } } })
  keepAnswersOf(queries)
  return queries
}

const signIn = () => session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
const away = () => Promise.reject(Problem.offline())
const whoAmI = (queries: QueryClient, answer: () => Promise<typeof me> = () => Promise.resolve(me)) => queries.fetchQuery({ queryKey: meQuery.queryKey, queryFn: answer, meta: ON_DEVICE })
const lead = (queries: QueryClient, answer: () => Promise<unknown>, meta = ON_DEVICE as Record<string, unknown>) => queries.fetchQuery({ queryKey: ['lead', 'record', 'r1'], queryFn: answer, meta })

describe('what a device keeps', () => {
  beforeEach(async () => {
    session.end()
    await forgetAll()
    signIn()
  })

  it('is shown when nobody answers, after the page was opened anew', async () => {
    const before = openPage()
    await whoAmI(before)
    await lead(before, () => Promise.resolve({ id: 'r1', phone: '••••42' }))
    await flush()

    const after = openPage()
    expect(await whoAmI(after, away)).toEqual(me)
    expect(await lead(after, away)).toEqual({ id: 'r1', phone: '••••42' })
    expect(deviceOwner()).toBe('t1/u1')
  })

  it('is as old as the answer, and asked for again', async () => {
    const queries = openPage()
    await whoAmI(queries)
    await claim('t1/u1')
    const then = Date.now() - HOUR
    await keep('t1/u1', [{ hash: '["lead","record","r1"]', kind: 'record', data: { id: 'r1' }, at: then }])

    await lead(queries, away)
    await vi.waitFor(() => expect(queries.getQueryState(['lead', 'record', 'r1'])?.dataUpdatedAt).toBe(then))
    expect(asOf(queries)).toBeNull() // nobody looks at it
  })

  it('is only what its query allows', async () => {
    const queries = openPage()
    await whoAmI(queries)
    await lead(queries, () => Promise.resolve({ secret: 'whsec' }), {})
    await flush()

    await expect(lead(openPage(), away)).rejects.toBeInstanceOf(Problem)
  })

  it('does not hide a refusal', async () => {
    const before = openPage()
    await whoAmI(before)
    await lead(before, () => Promise.resolve({ id: 'r1' }))
    await flush()

    await expect(lead(openPage(), () => Promise.reject(new Problem(404, { code: 'RECORD_NOT_FOUND' })))).rejects.toThrow('RECORD_NOT_FOUND')
  })

  it('keeps the top of a long list', async () => {
    const queries = openPage()
    await whoAmI(queries)
    const pages = [1, 2, 3, 4, 5].map((page) => ({ rows: [{ id: `r${page}` }] }))
    await queries.fetchQuery({ queryKey: ['lead', 'list', {}], queryFn: () => Promise.resolve({ pages, pageParams: [null, 'a', 'b', 'c', 'd'] }), meta: ON_DEVICE })
    await flush()

    expect((await recall('["lead","list",{}]'))?.data).toEqual({ pages: pages.slice(0, 3), pageParams: [null, 'a', 'b'] })
  })

  it('shows what its person changed himself, no younger than the answer it stands on', async () => {
    const queries = openPage()
    await whoAmI(queries)
    await lead(queries, () => Promise.resolve({ id: 'r1', status: 'new' }))
    await flush()
    const at = (await recall('["lead","record","r1"]'))?.at

    queries.setQueryData(['lead', 'record', 'r1'], { id: 'r1', status: 'called' })
    await flush()

    expect(await recall('["lead","record","r1"]')).toMatchObject({ at, data: { status: 'called' } })
  })

  it('holds so many and no more, the last used ones', async () => {
    await claim('t1/u1')
    const many = Array.from({ length: 45 }, (_, i) => ({ hash: `l${i}`, kind: 'list' as const, data: i, at: Date.now() }))
    for (const answer of many) await keep('t1/u1', [answer])

    const left = (await Promise.all(many.map(({ hash }) => recall(hash)))).filter((answer) => answer !== undefined)
    expect(left).toHaveLength(40)
    expect(await recall('l44')).toBeDefined()
  })

  it('forgets what is older than a week', async () => {
    await claim('t1/u1')
    await keep('t1/u1', [{ hash: 'old', kind: 'record', data: 1, at: Date.now() - 8 * 24 * HOUR }])

    expect(await recall('old')).toBeUndefined()
  })

  it('goes when another person signs in, with what was never sent', async () => {
    await claim('t1/u1')
    await keep('t1/u1', [{ hash: 'mine', kind: 'record', data: 1, at: Date.now() }])
    await enqueue('t1/u1', entry)
    await claim('t1/u2')

    expect(await recall('mine')).toBeUndefined()
    expect(await entriesOf('t1/u2')).toEqual([])
    // A tab of the first person may still be open.
    await keep('t1/u1', [{ hash: 'late', kind: 'record', data: 1, at: Date.now() }])
    expect(await recall('late')).toBeUndefined()
    expect(await enqueue('t1/u1', entry)).toBeNull()
  })

  it('goes with the session, but for what waits to be sent', async () => {
    const queries = openPage()
    await whoAmI(queries)
    await lead(queries, () => Promise.resolve({ id: 'r1' }))
    await flush()
    await enqueue('t1/u1', entry)
    session.end()

    await vi.waitFor(async () => expect(await recall('["lead","record","r1"]')).toBeUndefined())
    expect(await entriesOf('t1/u1')).toHaveLength(1)
    await forgetAll()
    expect(await entriesOf('t1/u1')).toEqual([])
    expect(await ownerOf()).toBeUndefined()
  })

  it('is nothing of somebody whose eyes one looks through', async () => {
    const queries = openPage()
    await whoAmI(queries)
    await flush()
    session.look('view')
    await lead(queries, () => Promise.resolve({ id: 'r1' }))
    await flush()
    session.lookAway()

    expect(await recall('["lead","record","r1"]')).toBeUndefined()
  })
})

const entry = {
  key: 'k',
  at: 0,
  tried: null,
  state: 'waiting' as const,
  record: { object: 'lead', id: 'r1', title: 'Ada' },
  work: { kind: 'note' as const, path: '/leads', text: 'Hello', mentions: [] },
  refusal: null,
}
