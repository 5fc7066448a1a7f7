import { describe, expect, it } from 'vitest'
import { staleFor } from './stale'

const NOW = Date.parse('2026-11-26T12:00:00Z')
const deal = (staleAt: string | null, result = 'open') => ({ id: 'd1', version: 0, staleAt, result })

describe('staleFor', () => {
  it('counts the days a deal has been forgotten', () => {
    expect(staleFor(deal('2026-11-23T11:00:00Z'), NOW)).toBe(3)
    expect(staleFor(deal('2026-11-26T11:59:00Z'), NOW)).toBe(0)
  })

  it('says nothing of deals that still have time, never age, or are closed', () => {
    expect(staleFor(deal('2026-11-27T12:00:00Z'), NOW)).toBeNull()
    expect(staleFor(deal(null), NOW)).toBeNull()
    expect(staleFor(deal('2026-11-01T12:00:00Z', 'lost'), NOW)).toBeNull()
  })
})
