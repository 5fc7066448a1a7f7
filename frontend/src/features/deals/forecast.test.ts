import { describe, expect, it } from 'vitest'
import { barOf, currenciesOf, filterOf, type Forecast, gapsOf, type Line, periodsOf, rowsOf, runningOf, totalOf } from './forecast'

const money = (amount: string) => ({ amount, currency: 'INR' })
const line = (owner: string, period: string, change: Partial<Line> = {}): Line => ({
  owner: { id: owner, name: owner },
  period,
  currency: 'INR',
  open: 1,
  withoutChance: 0,
  weighted: money('50'),
  bestCase: money('100'),
  won: 0,
  wonValue: money('0'),
  ...change,
})
const forecast = (lines: Line[]): Forecast => ({ from: '2026-11', until: '2027-02', zone: 'Asia/Kolkata', asOf: '2026-11-26T06:00:00Z', lines })

describe('the forecast', () => {
  it('has its months across the turn of the year, and further columns only where something stands in them', () => {
    expect(periodsOf(forecast([]))).toEqual(['2026-11', '2026-12', '2027-01'])
    expect(periodsOf(forecast([line('a', 'undated'), line('a', 'overdue')]))).toEqual(['overdue', '2026-11', '2026-12', '2027-01', 'undated'])
  })

  it('adds up per owner and over all, in one currency', () => {
    const lines = [line('a', '2026-11'), line('b', '2026-11', { weighted: money('70') }), line('b', '2026-12', { won: 2, wonValue: money('30') }), line('b', '2026-11', { currency: 'EUR' })]
    const rows = rowsOf(lines, 'INR')
    expect(rows.map((row) => row.owner?.id)).toEqual(['b', 'a'])
    expect(totalOf(rows).cells.get('2026-11')).toMatchObject({ open: 2, weighted: 120, bestCase: 200 })
    expect(totalOf(rows).total).toMatchObject({ open: 3, won: 2, wonValue: 30 })
    expect(currenciesOf(lines, 'EUR')).toEqual(['EUR', 'INR'])
  })

  it('adds its months up', () => {
    const cell = { open: 1, weighted: 20, bestCase: 50, won: 1, wonValue: 5 }
    expect(runningOf(['2026-11', '2026-12'].map((month) => barOf(month, month, cell)))).toMatchObject([
      { values: { expected: 25 }, target: 55 },
      { values: { expected: 50 }, target: 110 },
    ])
  })

  it('says what the sums leave out', () => {
    const bare: Line = { owner: null, period: 'undated', open: 4, withoutChance: 4, won: 0 }
    expect(gapsOf([line('a', '2026-11', { withoutChance: 1 }), bare])).toEqual({ open: 5, won: 0, valueless: 4, chanceless: 1 })
  })

  it('leads to the deals behind a cell', () => {
    const close = (period: string) => filterOf({ id: 'a', name: 'A' }, period, forecast([]), undefined)
    expect(close('2027-02')).toMatchObject({ and: [{}, { value: ['a'] }, { op: 'between', value: ['2027-02-01', '2027-02-28'] }] })
    expect(close('later')).toMatchObject({ and: [{}, {}, { op: 'after', value: '2027-01-31' }] })
    expect(filterOf(null, 'overdue', forecast([]), 'p1')).toMatchObject({ and: [{}, { op: 'before', value: '2026-11-01' }, { field: 'pipeline' }] })
  })
})
