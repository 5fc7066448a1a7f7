import { describe, expect, it } from 'vitest'
import { pauseBefore } from './live'

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
