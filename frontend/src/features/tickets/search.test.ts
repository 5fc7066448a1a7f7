import { describe, expect, it } from 'vitest'
import { parseSatisfactionSearch } from './search'

describe('the address of satisfaction', () => {
  it('keeps what differs from the usual view', () => {
    expect(parseSatisfactionSearch({ months: 24, owner: 'u1', team: 't1' })).toEqual({ months: 24, owner: 'u1', team: 't1' })
  })

  it('says nothing of a year, which is usual, or of what is no view', () => {
    expect(parseSatisfactionSearch({ months: 12, owner: '', team: 7 })).toEqual({})
    expect(parseSatisfactionSearch({ months: 999 })).toEqual({})
  })
})
