import { describe, expect, it } from 'vitest'
import { field } from '@/test/meta'
import { barsOf, dayPart, leadFilter, sumsInOrder } from './figures'

const status = field({
  key: 'status',
  kind: 'status',
  options: [
    { value: 'new', label: 'New', color: 'neutral' },
    { value: 'called', label: 'Called', color: 'info' },
    { value: 'won', label: 'Won', color: 'ok' },
  ],
})

describe('the figures of the day', () => {
  it('show leads in the order of the pipeline, not of their number', () => {
    const bars = barsOf(
      [
        { value: 'won', count: 8 },
        { value: 'gone', count: 1 },
        { value: 'new', count: 4 },
        { value: null, count: 3 },
      ],
      status,
    )

    expect(bars.map(({ label, count, share }) => [label, count, share])).toEqual([
      ['New', 4, 0.5],
      ['Won', 8, 1],
      ['gone', 1, 0.125],
    ])
  })

  it('name the company’s currency first', () => {
    const sums = [
      { amount: '900.00', currency: 'USD' },
      { amount: '2.00', currency: 'INR' },
      { amount: '1000.00', currency: 'EUR' },
    ]

    expect(sumsInOrder(sums, 'INR').map(({ currency }) => currency)).toEqual(['INR', 'EUR', 'USD'])
  })

  it('leave the owner open for the team', () => {
    expect(leadFilter('team')).toEqual({ and: [] })
    expect(leadFilter('me')).toEqual({ and: [{ field: 'owner', op: 'eq', value: 'me' }] })
  })

  it('greet by the clock', () => {
    expect([0, 11, 12, 17, 23].map(dayPart)).toEqual(['morning', 'morning', 'afternoon', 'evening', 'evening'])
  })
})
