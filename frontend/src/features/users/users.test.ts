import { describe, expect, it } from 'vitest'
import { activeFilter, parseUsersSearch } from './search'
import { changesOf } from './UserSheet'
import { onLeave } from './UserState'

const BEFORE = { name: 'Ada', email: 'ada@example.com', phone: '', roleIds: ['r1'], teamId: null, managerId: null, partnerId: null, dataVisibility: 'own' as const, territoryIds: [], supports: [], timeZone: null, locale: null, presence: 'available' as const, leaveFrom: null, leaveTo: null }

describe('users', () => {
  it('sends only what changed, and an empty phone as none', () => {
    expect(changesOf(BEFORE, { ...BEFORE, name: 'Ada L.' })).toEqual({ name: 'Ada L.' })
    expect(changesOf(BEFORE, { ...BEFORE, roleIds: ['r1', 'r2'], phone: ' +44 7700 900123 ' })).toEqual({ roleIds: ['r1', 'r2'], phone: '+44 7700 900123' })
    expect(changesOf({ ...BEFORE, phone: '1' }, { ...BEFORE, phone: ' ' })).toEqual({ phone: null })
  })

  it('reads the address and drops what it does not know', () => {
    expect(parseUsersSearch({ q: 12, active: 'yes', team: 't', user: 4, more: true })).toEqual({ q: '12', team: 't' })
    expect([activeFilter(undefined), activeFilter('no'), activeFilter('all')]).toEqual([true, false, undefined])
  })

  it('counts both ends of a leave', () => {
    const leave = { leaveFrom: '2026-11-20', leaveTo: '2026-11-22' }
    expect(['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'].map((day) => onLeave(leave, day))).toEqual([false, true, true, false])
    expect(onLeave({ leaveFrom: '2026-11-20' }, '2027-01-01')).toBe(true)
    expect(onLeave({}, '2027-01-01')).toBe(false)
  })
})
