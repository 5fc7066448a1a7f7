import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Condition, Filter, Person, Schemas } from '@/api/types'

export type Forecast = Schemas['Forecast']
export type Line = Schemas['Line']

export const forecastQuery = (months: number, pipeline: string | undefined) =>
  queryOptions({
    queryKey: ['deal', 'forecast', { months, pipeline }],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/deals/forecast', { params: { query: { months, ...(pipeline === undefined ? {} : { pipeline }) } }, signal })),
  })

/// What one owner, or all, come to in one period.
export type Cell = { open: number; weighted: number; bestCase: number; won: number; wonValue: number }
export type Row = { owner: Person | null; cells: ReadonlyMap<string, Cell>; total: Cell }

const NOTHING: Cell = { open: 0, weighted: 0, bestCase: 0, won: 0, wonValue: 0 }

const plus = (a: Cell, b: Cell): Cell => ({
  open: a.open + b.open,
  weighted: a.weighted + b.weighted,
  bestCase: a.bestCase + b.bestCase,
  won: a.won + b.won,
  wonValue: a.wonValue + b.wonValue,
})

const worth = (money: { amount: string } | null | undefined): number => (money ? Number(money.amount) : 0)

const cellOf = (line: Line): Cell => ({ open: line.open, weighted: worth(line.weighted), bestCase: worth(line.bestCase), won: line.won, wonValue: worth(line.wonValue) })

/// The months from the first to the last, in front of them what is overdue, behind them what comes later or some day.
export function periodsOf({ from, until, lines }: Forecast): string[] {
  const months: string[] = []
  for (let month = from; month < until; month = shifted(month, 1)) months.push(month)
  const known = new Set(lines.map((line) => line.period))
  return [...(known.has('overdue') ? ['overdue'] : []), ...months, ...['later', 'undated'].filter((period) => known.has(period))]
}

/// The company's own first.
export const currenciesOf = (lines: readonly Line[], own: string): string[] =>
  [...new Set(lines.flatMap((line) => line.currency ?? []))].toSorted((a, b) => Number(b === own) - Number(a === own) || a.localeCompare(b))

/// One row per owner, those with the most first. Deals without a value are in no row: `gapsOf` counts them.
export function rowsOf(lines: readonly Line[], currency: string): Row[] {
  const rows = new Map<string, { owner: Person | null; cells: Map<string, Cell>; total: Cell }>()
  for (const line of lines.filter((each) => each.currency === currency)) {
    const owner = line.owner ?? null
    const row = rows.get(owner?.id ?? '') ?? { owner, cells: new Map<string, Cell>(), total: NOTHING }
    row.cells.set(line.period, plus(row.cells.get(line.period) ?? NOTHING, cellOf(line)))
    row.total = plus(row.total, cellOf(line))
    rows.set(owner?.id ?? '', row)
  }
  return [...rows.values()].toSorted((a, b) => b.total.weighted + b.total.wonValue - (a.total.weighted + a.total.wonValue))
}

export function totalOf(rows: readonly Row[]): Row {
  const cells = new Map<string, Cell>()
  for (const row of rows) for (const [period, cell] of row.cells) cells.set(period, plus(cells.get(period) ?? NOTHING, cell))
  return { owner: null, cells, total: rows.reduce((sum, row) => plus(sum, row.total), NOTHING) }
}

/// A figure of a chart: what is won and what is open, weighted, and what both would be at best.
export type Bar = { key: string; label: string; toDate?: boolean; values: { won: number; weighted: number }; target: number }

export const barOf = (key: string, label: string, { wonValue, weighted, bestCase }: Cell = NOTHING): Bar => ({ key, label, values: { won: wonValue, weighted }, target: wonValue + bestCase })

/// The one with most in it.
export const peakOf = (bars: readonly Bar[]): Bar | undefined => bars.toSorted((a, b) => worthOf(b) - worthOf(a))[0]

export const worthOf = ({ values }: Bar): number => values.won + values.weighted

/// How the months add up: what is won by then and expected by then, and what it would be at best.
export function runningOf(months: readonly Bar[]) {
  let [expected, best] = [0, 0]
  return months.map(({ key, label, toDate, values, target }) => {
    expected += values.won + values.weighted
    best += target
    return { key, label, ...(toDate === undefined ? {} : { toDate }), values: { expected }, target: best }
  })
}

/// What the sums are made of, and what they leave out.
export function gapsOf(lines: readonly Line[]) {
  const sum = (of: (line: Line) => number) => lines.reduce((all, line) => all + of(line), 0)
  return {
    open: sum((line) => line.open),
    won: sum((line) => line.won),
    valueless: sum((line) => (line.currency ? 0 : line.open)),
    chanceless: sum((line) => (line.currency ? line.withoutChance : 0)),
  }
}

/// The open deals behind a cell.
export function filterOf(owner: Person | null, period: string, { from, until }: Forecast, pipeline: string | undefined): Filter {
  const close = ((): Condition => {
    switch (period) {
      case 'undated':
        return { field: 'expectedClose', op: 'empty' }
      case 'overdue':
        return { field: 'expectedClose', op: 'before', value: `${from}-01` }
      case 'later':
        return { field: 'expectedClose', op: 'after', value: lastDay(shifted(until, -1)) }
      default:
        return { field: 'expectedClose', op: 'between', value: [`${period}-01`, lastDay(period)] }
    }
  })()
  const only = (field: string, value: string): Condition => ({ field, op: 'in', value: [value] })
  return { and: [only('result', 'open'), ...(owner === null ? [] : [only('owner', owner.id)]), close, ...(pipeline === undefined ? [] : [only('pipeline', pipeline)])] }
}

const lastDay = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
const shifted = (month: string, by: number): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1)).toISOString().slice(0, 7)
