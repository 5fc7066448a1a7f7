import { describe, expect, it } from 'vitest'
import { minutesOf } from './week'

describe('the reminders of a company', () => {
  it('reads minutes as people write them', () => {
    expect(minutesOf(' -60, 0,60 , 0')).toEqual([-60, 0, 60])
    expect(minutesOf('')).toEqual([])
    expect(minutesOf('an hour')).toBeNull()
    expect(minutesOf('1.5')).toBeNull()
  })
})
