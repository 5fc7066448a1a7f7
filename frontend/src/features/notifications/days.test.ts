import '@/i18n/packs/noticeSettings'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NotificationView } from '@/api/types'
import { setZone } from '@/i18n/format'
import { byDay, dayLabel } from './days'

const note = (id: string, at: string): NotificationView => ({ id, kind: 'mention', object: 'lead', recordId: 'l1', data: {}, title: id, at })

describe('notifications by day', () => {
  beforeEach(() => setZone('Asia/Kolkata'))

  it('groups by the day in the zone of the reader', () => {
    const days = byDay([note('a', '2026-11-20T06:00:00Z'), note('b', '2026-11-19T19:00:00Z'), note('c', '2026-11-19T18:00:00Z')])
    expect(days.map(({ day, items }) => `${day} ${items.map(({ id }) => id).join('')}`)).toEqual(['2026-11-20 ab', '2026-11-19 c'])
  })

  it('calls the last two days by name', () => {
    const now = new Date('2026-11-20T06:00:00Z')
    expect([dayLabel('2026-11-20', now), dayLabel('2026-11-19', now), dayLabel('2026-11-18', now)]).toEqual(['Today', 'Yesterday', 'Nov 18, 2026'])
  })
})
