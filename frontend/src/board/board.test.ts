import { describe, expect, it } from 'vitest'
import { field, leadMeta } from '@/test/meta'
import { cardFields, isEnded, statusesOf } from './columns'
import { stepFilter, stepOf } from './steps'

const NOW = new Date(2026, 10, 26, 12).getTime()
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

describe('next steps', () => {
  it('are overdue, today, planned or missing', () => {
    expect(stepOf(at(26, 11), NOW)).toBe('overdue')
    expect(stepOf(at(26, 18), NOW)).toBe('today')
    expect(stepOf(at(27, 0), NOW)).toBe('planned')
    expect(stepOf(null, NOW)).toBe('none')
  })

  it('narrow a column to what the server counted', () => {
    expect(stepFilter('nextStep', 'overdue')).toEqual({ field: 'nextStep', op: 'within', value: 'past' })
    expect(stepFilter('nextStep', 'planned')).toEqual({ field: 'nextStep', op: 'within', value: 'later' })
    expect(stepFilter('nextStep', 'none')).toEqual({ field: 'nextStep', op: 'empty' })
  })
})

describe('a board', () => {
  const meta = {
    ...leadMeta,
    board: { worth: 'expectedValue', nextStep: 'nextStep' },
    fields: [...leadMeta.fields, field({ key: 'nextStep', label: 'Next step', kind: 'instant' }), field({ key: 'owner', label: 'Owner', kind: 'user' })],
  }

  it('asks for what its cards show, and no field the person does not see', () => {
    expect(cardFields(meta, ['title', 'company']).keys).toEqual(['title', 'status', 'company', 'owner', 'expectedValue', 'nextStep'])
    expect(cardFields({ ...meta, board: { nextStep: 'nextStep' } }, ['title']).keys).toEqual(['title', 'status', 'owner', 'nextStep'])
  })

  it('has the statuses of the description when no pipeline is known, with their limits', () => {
    const status = field({ key: 'status', kind: 'status', options: [{ value: 'open', label: 'Open', group: 'open', limit: 5 }, { value: 'won', label: 'Won', group: 'won' }] })
    const columns = statusesOf(status, undefined)

    expect(columns.map(({ key, limit }) => [key, limit])).toEqual([['open', 5], ['won', null]])
    expect(columns.map(isEnded)).toEqual([false, true])
  })
})
