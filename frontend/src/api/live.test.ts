import { describe, expect, it } from 'vitest'
import { pauseBefore, recordOf } from './live'

describe('a frame', () => {
  it('names its record in its data, or by the channel it was followed on', () => {
    expect(recordOf({ type: 'lead.updated', channels: ['organization:t'], data: { id: 'l1', version: 2 } })).toEqual({ object: 'lead', id: 'l1' })
    expect(recordOf({ type: 'lead.updated', channels: ['organization:t', 'record:lead:l2'], data: {} })).toEqual({ object: 'lead', id: 'l2' })
    expect(recordOf({ type: 'notification', channels: ['user:u1'], data: { id: 'n1' } })).toBeNull()
  })
})

describe('coming back after a lost line', () => {
  it('waits longer each time, but never longer than half a minute', () => {
    expect([0, 1, 2, 3].map((attempt) => pauseBefore(attempt, 1))).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(pauseBefore(50, 1)).toBe(30_000)
  })

  it('spreads the crowd over the upper half of the pause', () => {
    expect(pauseBefore(3, 0)).toBe(4_000)
    expect(pauseBefore(3, 0.5)).toBe(6_000)
  })
})
