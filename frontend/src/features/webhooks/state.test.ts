import { expect, test } from 'vitest'
import { parseWebhooksSearch } from './search'
import { stateOf } from './state'

const ON = { active: true, disabledAt: null, failingSince: null, lastSuccessAt: '2026-11-24T04:00:00Z' }

test('says what matters most about a webhook', () => {
  expect(stateOf(ON).label).toBe('webhooks.state.on')
  expect(stateOf({ ...ON, lastSuccessAt: null }).label).toBe('webhooks.state.new')
  expect(stateOf({ ...ON, failingSince: '2026-11-24T05:00:00Z' }).label).toBe('webhooks.state.failing')
  expect(stateOf({ ...ON, active: false, failingSince: '2026-11-24T05:00:00Z' }).label).toBe('webhooks.state.off')
  expect(stateOf({ ...ON, active: false, disabledAt: '2026-11-27T05:00:00Z' }).label).toBe('webhooks.state.disabled')
})

test('takes from an address only what it knows', () => {
  expect(parseWebhooksSearch({ tab: 'log', status: 'dead', webhook: 'w1', other: 1 })).toEqual({ tab: 'log', status: 'dead', webhook: 'w1' })
  expect(parseWebhooksSearch({ tab: 'x', status: 'nonsense', webhook: 3 })).toEqual({})
})
