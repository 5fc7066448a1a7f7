import '@/i18n/packs/home'
import { describe, expect, it } from 'vitest'
import type { Day, DayItem, DayReason } from './day'
import { without } from './day'
import { wordsOf } from './reasons'

const NOW = new Date('2026-11-27T07:00:00Z')
const reason = (code: DayReason['code'], rest: Partial<DayReason> = {}): DayReason => ({ code, ...rest })

describe('reasons', () => {
  it('say how long a promise still has, and since when it is broken', () => {
    expect(wordsOf(reason('FIRST_RESPONSE', { at: '2026-11-27T07:40:00Z' }), NOW)).toEqual({ text: 'First response in 40 min', tone: 'warn' })
    expect(wordsOf(reason('RESOLUTION', { at: '2026-11-25T07:00:00Z' }), NOW)).toEqual({ text: 'Resolution overdue 2 days', tone: 'bad' })
  })

  it('say the value shortly', () => {
    expect(wordsOf(reason('VALUE', { value: { amount: '125500.00', currency: 'USD' } }), NOW)?.text).toBe('$125.5K')
  })

  it('leave out what they do not know', () => {
    expect(wordsOf({ code: 'LATER_VERSION' } as unknown as DayReason, NOW)).toBeNull()
    expect(wordsOf(reason('STALE'), NOW)).toBeNull()
  })
})

describe('a queue', () => {
  const item = { object: 'lead', id: 'a', part: 'today' } as DayItem
  const day: Day = { items: [item], counts: { overdue: 0, today: 1, next: 0 }, more: false, putOff: 0 }

  it('counts what is put off, once', () => {
    const less = without(day, item, true)
    expect(less).toEqual({ items: [], counts: { overdue: 0, today: 0, next: 0 }, more: false, putOff: 1 })
    expect(without(less, item, true)).toBe(less)
  })
})
