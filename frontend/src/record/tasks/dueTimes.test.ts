import { afterEach, describe, expect, it } from 'vitest'
import { setZone } from '@/i18n/format'
import { bucketOf, dueChoices, plusDays, startOfDay } from './dueTimes'

const at = (choices: ReturnType<typeof dueChoices>) => Object.fromEntries(choices.map(({ choice, at: when }) => [choice, when]))

afterEach(() => setZone(undefined))

describe('quick due times', () => {
  // A Friday, 14:02 in Kolkata.
  const now = new Date('2026-11-20T08:32:00Z')

  it('are meant on the clock of the person', () => {
    setZone('Asia/Kolkata')

    expect(at(dueChoices(now))).toEqual({
      inAnHour: '2026-11-20T09:35:00.000Z',
      tonight: '2026-11-20T11:30:00.000Z',
      tomorrow: '2026-11-21T04:30:00.000Z',
      nextWeek: '2026-11-23T04:30:00.000Z',
    })
  })

  it('differ for someone who is still in the night before', () => {
    setZone('America/Los_Angeles')

    expect(at(dueChoices(now))).toMatchObject({ tomorrow: '2026-11-21T18:00:00.000Z', nextWeek: '2026-11-23T18:00:00.000Z' })
  })

  it('keep the hour on the other side of a clock change', () => {
    setZone('Europe/Berlin')

    // Clocks go forward in the night to Sunday, 29 March.
    expect(at(dueChoices(new Date('2026-03-28T12:00:00Z')))).toMatchObject({ tomorrow: '2026-03-29T08:00:00.000Z' })
  })

  it('leave the evening out once it has come', () => {
    setZone('UTC')

    expect(dueChoices(new Date('2026-11-20T18:00:00Z')).map(({ choice }) => choice)).toEqual(['inAnHour', 'tomorrow', 'nextWeek'])
  })
})

describe('a day', () => {
  it('begins at midnight of the person', () => {
    setZone('Asia/Kolkata')
    expect(startOfDay('2026-11-20')).toBe('2026-11-19T18:30:00.000Z')
  })

  it('is counted across the end of a month and a clock change', () => {
    expect(plusDays('2026-11-30', 1)).toBe('2026-12-01')
    expect(plusDays('2026-03-28', 2)).toBe('2026-03-30')
  })

  it('puts each due time where the person looks for it', () => {
    setZone('Asia/Kolkata')
    const now = new Date('2026-11-20T08:32:00Z')

    expect(bucketOf('2026-11-20T08:31:00Z', now)).toBe('overdue')
    expect(bucketOf('2026-11-20T18:29:00Z', now)).toBe('today')
    expect(bucketOf('2026-11-20T18:30:00Z', now)).toBe('tomorrow')
    expect(bucketOf('2026-11-25T08:00:00Z', now)).toBe('week')
    expect(bucketOf('2026-12-25T08:00:00Z', now)).toBe('later')
  })
})
