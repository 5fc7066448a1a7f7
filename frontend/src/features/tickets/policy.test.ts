import { describe, expect, it } from 'vitest'
import { hoursOf, minutesOf, targetsOf } from './policy'

const TARGETS = [
  { priority: 'low' as const, firstMinutes: 4320, resolveMinutes: 8640 },
  { priority: 'critical' as const, firstMinutes: 90, resolveMinutes: 95 },
]

describe('promised times', () => {
  it('go through the form unchanged', () => {
    expect(hoursOf(TARGETS)).toEqual({ low: { first: '72', resolve: '144' }, critical: { first: '1.5', resolve: '1.58' } })
    expect(targetsOf(hoursOf(TARGETS))).toEqual(TARGETS)
  })

  it('are hours, with a point or a comma', () => {
    expect(minutesOf('1,5')).toBe(90)
    expect(minutesOf('0.02')).toBe(1)
    expect(['', '0', '-1', 'two', '99999', '1.234'].map(minutesOf)).toEqual([null, null, null, null, null, null])
  })

  it('give no less time to resolve than to answer', () => {
    expect(targetsOf({ low: { first: '8', resolve: '4' } })).toBeNull()
    expect(targetsOf({ low: { first: '8', resolve: '' } })).toBeNull()
  })
})
