import { describe, expect, it } from 'vitest'
import { promisedOf } from './clocks'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const ticket = (values: object) => ({ id: '1', version: 0, ...values })

describe('the promised times of a ticket', () => {
  it('are those still awaited', () => {
    expect(promisedOf(ticket({ slaFirstDue: '2026-11-26T14:00:00Z', slaResolveDue: '2026-11-27T14:00:00Z' }), NOW)).toEqual([
      { clock: 'first', at: '2026-11-26T14:00:00Z', late: false },
      { clock: 'resolution', at: '2026-11-27T14:00:00Z', late: false },
    ])
  })

  it('leave out what was kept, and what stands still', () => {
    expect(promisedOf(ticket({ slaFirstDue: '2026-11-26T10:00:00Z', firstResponseAt: '2026-11-26T09:00:00Z', slaResolveDue: null }), NOW)).toEqual([])
    expect(promisedOf(ticket({ slaResolveDue: '2026-11-26T10:00:00Z', resolvedAt: '2026-11-26T09:00:00Z' }), NOW)).toEqual([])
    expect(promisedOf(ticket({ slaFirstDue: '2026-11-26T10:00:00Z', closedAt: '2026-11-26T09:00:00Z' }), NOW)).toEqual([])
  })

  it('keep what came too late', () => {
    expect(promisedOf(ticket({ firstBreachedAt: '2026-11-26T09:00:00Z', firstResponseAt: '2026-11-26T10:00:00Z', slaResolveDue: '2026-11-26T11:00:00Z' }), NOW)).toEqual([
      { clock: 'first', at: '2026-11-26T09:00:00Z', late: true },
      { clock: 'resolution', at: '2026-11-26T11:00:00Z', late: true },
    ])
  })
})
