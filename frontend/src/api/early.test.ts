// Alone: only a page that was opened just now has asked for something early.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeServer } from '@/test/server'
import { api } from './client'
import { early } from './early'
import { session } from './session'

const server = new FakeServer()
const answer = (data: unknown, status = 200) => new Response(JSON.stringify({ data }), { status })

describe('what was asked before the application was there', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'refused', expiresIn: 900, mustChangePassword: false })
    server.on('GET', '/leads', ({ headers }) => (headers.get('Authorization') === 'Bearer early' ? { data: [] } : { problem: { status: 401, code: 'UNAUTHENTICATED' } }))
    server.on('POST', '/auth/refresh', () => ({ data: { accessToken: 'late', expiresIn: 900, mustChangePassword: false } }))
  })
  afterEach(() => {
    delete window.sangamEarly
  })

  it('is the session’s first renewal, which is not asked for again', async () => {
    window.sangamEarly = { tokens: Promise.resolve(answer({ accessToken: 'early', expiresIn: 900, mustChangePassword: false })) }

    await api.GET('/api/v1/leads')

    expect(server.sent('POST', '/auth/refresh')).toHaveLength(0)
  })

  it('is handed over once', async () => {
    window.sangamEarly = { me: Promise.resolve(answer({ user: 'Gita' })) }

    expect((await early('me'))?.ok).toBe(true)
    expect(await early('me')).toBeNull()
  })

  it('counts for nothing when nobody answered', async () => {
    window.sangamEarly = { tokens: Promise.reject(new TypeError('offline')) }

    await api.GET('/api/v1/leads').catch(() => undefined)

    expect(server.sent('POST', '/auth/refresh')).toHaveLength(1)
  })
})
