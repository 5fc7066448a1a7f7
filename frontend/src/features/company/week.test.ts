import { describe, expect, it } from 'vitest'
import { dayName, isNeverOpen, minutesOf, type Week } from './week'

const CLOSED: Week = { monday: null, tuesday: null, wednesday: null, thursday: null, friday: null, saturday: null, sunday: null }

describe('the week of a company', () => {
  it('names its days in the reader’s language', () => {
    expect(dayName('monday', 'en')).toBe('Monday')
    expect(dayName('sunday', 'de')).toBe('Sonntag')
  })

  it('is never open without any day', () => {
    expect(isNeverOpen(CLOSED)).toBe(true)
    expect(isNeverOpen({ ...CLOSED, friday: { from: '09:00', to: '12:00' } })).toBe(false)
  })

  it('reads minutes as people write them', () => {
    expect(minutesOf(' -60, 0,60 , 0')).toEqual([-60, 0, 60])
    expect(minutesOf('')).toEqual([])
    expect(minutesOf('an hour')).toBeNull()
    expect(minutesOf('1.5')).toBeNull()
  })
})
