import { afterEach, describe, expect, it } from 'vitest'
import { setZone } from '@/i18n/format'
import { parseTasksSearch } from './search'
import { filterOf } from './tabs'

afterEach(() => setZone(undefined))

describe('the tabs of the task list', () => {
  const now = new Date('2026-11-20T20:00:00Z')

  it('end the day at midnight of the reader', () => {
    setZone('Asia/Kolkata')
    expect(JSON.stringify(filterOf('today', 'me', now))).toContain('"value":"2026-11-21T18:30:00.000Z"')

    setZone('America/New_York')
    expect(JSON.stringify(filterOf('today', 'me', now))).toContain('"value":"2026-11-21T05:00:00.000Z"')
  })

  it('leave no gap between today and later', () => {
    setZone('UTC')

    expect(JSON.stringify(filterOf('today', 'me', now))).toContain('"op":"before","value":"2026-11-21T00:00:00.000Z"')
    expect(JSON.stringify(filterOf('upcoming', 'me', now))).toContain('"op":"after","value":"2026-11-20T23:59:59.999Z"')
  })

  it('ask for one person or for everybody', () => {
    expect(JSON.stringify(filterOf('overdue', 'me', now))).toContain('"field":"assignee"')
    expect(JSON.stringify(filterOf('overdue', 'all', now))).not.toContain('"field":"assignee"')
  })

  it('survive an address nobody wrote', () => {
    expect(parseTasksSearch({ tab: 'nonsense', whose: 3, task: 't1' })).toEqual({ task: 't1' })
  })
})
