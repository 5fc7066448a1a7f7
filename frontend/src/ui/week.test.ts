import { describe, expect, it } from 'vitest'
import { dayName, isNeverOpen, isOvernight, type Week } from './week'

const CLOSED: Week = { monday: null, tuesday: null, wednesday: null, thursday: null, friday: null, saturday: null, sunday: null }

describe('a week', () => {
  it('names its days in the reader’s language', () => {
    expect(dayName('monday', 'en')).toBe('Monday')
    expect(dayName('sunday', 'de')).toBe('Sonntag')
  })

  it('is never open without any day', () => {
    expect(isNeverOpen(CLOSED)).toBe(true)
    expect(isNeverOpen({})).toBe(true)
    expect(isNeverOpen({ ...CLOSED, friday: { from: '09:00', to: '12:00' } })).toBe(false)
  })

  it('knows the hours that end on the next day', () => {
    expect(isOvernight({ from: '22:00', to: '06:00' })).toBe(true)
    expect(isOvernight({ from: '09:00', to: '18:00' })).toBe(false)
    expect(isOvernight({ from: '18:00', to: '24:00' })).toBe(false)
  })
})
