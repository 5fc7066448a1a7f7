import { expect, test } from 'vitest'
import { parseAuditSearch, spanOf } from './search'

test('takes from an address only what it knows', () => {
  expect(parseAuditSearch({ tab: 'security', person: 'p1', kind: 'login', from: '2026-11-01', to: 'soon', other: 1 })).toEqual({ tab: 'security', person: 'p1', kind: 'login', from: '2026-11-01' })
  expect(parseAuditSearch({ tab: 'x', person: '' })).toEqual({})
})

test('counts the last day whole', () => {
  const { from, to } = spanOf({ from: '2026-11-01', to: '2026-11-01' })
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000)
  expect(spanOf({})).toEqual({})
})
