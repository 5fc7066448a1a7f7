import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@/api/session'
import type { Me } from '@/api/types'
import { leadMeta, me } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { areDismissed } from './preferences'
import { STEPS, stepsFor } from './steps'

const server = new FakeServer()
const right = (level: 'read' | 'write', ...actions: string[]): Me['rights'][string] => ({ level, scope: 'all', actions })
const seller: Me = { ...me, rights: { leads: right('write', 'create'), tasks: right('write', 'create') } }
const administrator: Me = { ...me, rights: { ...seller.rights, system: right('write'), users: right('write'), integrations: right('write') } }
const reader: Me = { ...me, rights: { leads: right('read') } }

describe('the first steps', () => {
  const queries = new QueryClient()
  beforeEach(() => {
    server.install()
    queries.clear()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('are six at most, by what somebody may do', () => {
    expect(stepsFor(administrator)).toEqual(['company', 'team', 'source', 'lead', 'task', 'factor'])
    expect(stepsFor(seller)).toEqual(['profile', 'lead', 'task', 'done', 'view', 'factor'])
    expect(stepsFor(reader)).toEqual(['profile', 'view', 'factor'])
  })

  it('are ticked by what is there', async () => {
    server.on('GET', '/meta/objects/lead', () => ({ data: leadMeta }))
    server.on('GET', '/leads/aggregate', () => ({ data: { count: { value: 0, exact: true } } }))
    expect(await STEPS.lead.isDone(queries, seller)).toBe(false)
    expect(server.sent('GET', '/leads/aggregate')[0]?.url.searchParams.get('filter')).toContain('owner')

    queries.clear()
    server.on('GET', '/leads/aggregate', () => ({ data: { count: { value: 1, exact: true } } }))
    expect(await STEPS.lead.isDone(queries, seller)).toBe(true)
  })

  it('are ticked by another person’s view as little as by a profile nobody touched', async () => {
    server.on('GET', '/views', () => ({ data: [{ id: 'v', owner: { id: 'somebody' } }] }))
    expect(await STEPS.view.isDone(queries, seller)).toBe(false)
    expect(await STEPS.profile.isDone(queries, seller)).toBe(false)
    expect(await STEPS.profile.isDone(queries, { ...seller, user: { ...seller.user, locale: 'de' } })).toBe(true)
  })

  it('stay away once they were put away', () => {
    expect(areDismissed({ firstSteps: 'dismissed' })).toBe(true)
    expect(areDismissed({})).toBe(false)
    expect(areDismissed(null)).toBe(false)
  })
})
