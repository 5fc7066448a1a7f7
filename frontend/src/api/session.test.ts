import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeServer } from '@/test/server'
import { api } from './client'
import { isProblem } from './problem'
import { session } from './session'

const server = new FakeServer()
const tokens = (accessToken: string) => ({ accessToken, expiresIn: 900, mustChangePassword: false })

/// The server knows one good access token at a time; each refresh makes the next.
function serveTokens(good: { current: string }): void {
  server.on('GET', '/leads', ({ headers }) =>
    headers.get('Authorization') === `Bearer ${good.current}` ? { data: [] } : { problem: { status: 401, code: 'UNAUTHENTICATED' } },
  )
  server.on('POST', '/auth/refresh', async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    good.current = `${good.current}+`
    return { data: tokens(good.current) }
  })
}

describe('session', () => {
  beforeEach(() => {
    server.install()
    session.accept(tokens('old'))
  })

  it('refreshes once for many refused requests and repeats each of them', async () => {
    serveTokens({ current: 'new' })

    await Promise.all([api.GET('/api/v1/leads'), api.GET('/api/v1/leads'), api.GET('/api/v1/leads')])

    expect(server.sent('POST', '/auth/refresh')).toHaveLength(1)
    expect(server.sent('GET', '/leads')).toHaveLength(6)
  })

  it('says it is the web app, so the refresh token stays in a cookie', async () => {
    serveTokens({ current: 'old' })

    await api.GET('/api/v1/leads')

    expect(server.sent('GET', '/leads')[0]?.headers.get('X-Sangam-Client')).toBe('web')
  })

  it('takes the token another request has just fetched instead of refreshing again', async () => {
    serveTokens({ current: 'old' })
    session.accept(tokens('newer'))

    expect(await session.renew('old')).toBe('newer')
    expect(server.sent('POST', '/auth/refresh')).toHaveLength(0)
  })

  it('repeats a request once, not for ever', async () => {
    server.on('GET', '/leads', () => ({ problem: { status: 401, code: 'UNAUTHENTICATED' } }))
    server.on('POST', '/auth/refresh', () => ({ data: tokens('fresh') }))

    await expect(api.GET('/api/v1/leads')).rejects.toSatisfy((error) => isProblem(error, 'UNAUTHENTICATED'))
    expect(server.sent('GET', '/leads')).toHaveLength(2)
  })

  it('repeats a write with its body', async () => {
    const bodies: unknown[] = []
    server.on('POST', '/leads', ({ headers, body }) => {
      bodies.push(body)
      return headers.get('Authorization') === 'Bearer fresh' ? { data: {} } : { problem: { status: 401 } }
    })
    server.on('POST', '/auth/refresh', () => ({ data: tokens('fresh') }))

    await api.POST('/api/v1/leads', { body: { title: 'Steel' } })

    expect(bodies).toEqual([{ title: 'Steel' }, { title: 'Steel' }])
  })

  it('ends when the refresh token is refused', async () => {
    server.on('GET', '/leads', () => ({ problem: { status: 401, code: 'UNAUTHENTICATED' } }))
    server.on('POST', '/auth/refresh', () => ({ problem: { status: 401, code: 'UNAUTHENTICATED' } }))

    await expect(api.GET('/api/v1/leads')).rejects.toSatisfy((error) => isProblem(error, 'UNAUTHENTICATED'))
    expect(session.state()).toBe('signedOut')
  })

  it('survives a server that is down', async () => {
    server.on('GET', '/leads', () => ({ problem: { status: 401, code: 'UNAUTHENTICATED' } }))
    server.on('POST', '/auth/refresh', () => ({ problem: { status: 503, code: 'SERVICE_UNAVAILABLE' } }))

    await expect(api.GET('/api/v1/leads')).rejects.toSatisfy((error) => isProblem(error, 'SERVICE_UNAVAILABLE'))
    expect(session.state()).toBe('signedIn')
  })

  it('is believed while nobody can be asked, and asks for a token as soon as somebody answers', async () => {
    vi.resetModules()
    const { session: reloaded } = await import('./session')
    server.on('POST', '/auth/refresh', () => {
      throw new TypeError('Failed to fetch')
    })
    expect(await reloaded.restore()).toBe('signedIn')
    await expect(reloaded.token()).rejects.toThrow('OFFLINE')

    server.on('POST', '/auth/refresh', () => ({ data: tokens('fresh') }))
    expect(await reloaded.token()).toBe('fresh')
  })

  it('reads by the token of a view, and never repeats in its own name what the view was refused', async () => {
    server.on('GET', '/leads', ({ headers }) =>
      headers.get('Authorization') === 'Bearer view' ? { problem: { status: 401, code: 'UNAUTHENTICATED' } } : { data: [] },
    )
    session.look('view')
    expect(session.viewing()).toBe('view')

    await expect(api.GET('/api/v1/leads')).rejects.toSatisfy((error) => isProblem(error, 'UNAUTHENTICATED'))

    expect(server.sent('GET', '/leads')).toHaveLength(1)
    expect(server.sent('POST', '/auth/refresh')).toHaveLength(0)
    expect(session.viewing()).toBeNull()
    await api.GET('/api/v1/leads')
    expect(server.sent('GET', '/leads')[1]?.headers.get('Authorization')).toBe('Bearer old')
  })
})
