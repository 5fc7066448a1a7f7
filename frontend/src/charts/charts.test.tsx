import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { violations } from '@/test/axe'
import { DirectionProvider } from '@/ui/Direction'
import { TooltipProvider } from '@/ui/Tooltip'
import { BarChart } from './BarChart'
import type { ChartProps } from './ChartFigure'
import { ColumnChart } from './ColumnChart'
import { columnsIn, type Datum, type Series } from './layout'

const series: Series[] = [
  { key: 'won', label: 'Won', hue: 'ours' },
  { key: 'open', label: 'Open', hue: 1 },
]
const data: Datum[] = [
  { key: 'a', label: 'Nov', toDate: true, values: { won: 20, open: 30 }, target: 100 },
  { key: 'b', label: 'Dec', values: { won: 0, open: 80 } },
]
const box = { width: 300, height: 200, start: 50, top: 20, bottom: 30, mirrored: false }
const chart: ChartProps = { title: 'By month', summary: '20 won, 110 open; most in Dec: 80.', data, series, target: 'At best', of: 'Month', full: (value) => `${value} EUR`, short: String }

const show = (dir: 'ltr' | 'rtl', drawn: React.ReactNode) =>
  render(
    <DirectionProvider dir={dir}>
      <TooltipProvider>{drawn}</TooltipProvider>
    </DirectionProvider>,
  )

describe('columns', () => {
  it('stand on the ground, stacked, as high as they are worth, below the dashes', () => {
    const { columns, ticks } = columnsIn(data, series, box)
    expect(columns.map(({ parts }) => parts.map(({ key, y, height }) => [key, Math.round(y), Math.round(height)]))).toEqual([
      [
        ['won', 140, 30],
        ['open', 95, 45],
      ],
      [['open', 50, 120]],
    ])
    expect(columns.map(({ target }) => target)).toEqual([20, null])
    expect(columns[0]?.top).toBe(20)
    expect(ticks.map(({ value }) => value)).toEqual([0, 50, 100])
  })

  it('begin at the right where the language does', () => {
    const places = (mirrored: boolean) => columnsIn(data, series, { ...box, mirrored }).columns.map(({ x, width }) => x + width / 2)
    const [first = 0, second = 0] = places(false)
    expect(first).toBeLessThan(second)
    expect(places(true).map((x) => Math.round(300 - x))).toEqual([Math.round(first), Math.round(second)])
  })

  it('of nothing are nothing, and no figure below it is drawn', () => {
    expect(columnsIn([{ key: 'a', label: 'a', values: { won: 0, open: -4 } }], series, box)).toMatchObject({ ticks: [], columns: [{ parts: [] }] })
  })
})

describe('a chart', () => {
  it('is one sentence for those who do not see it, and a table for all', async () => {
    show('ltr', <ColumnChart {...chart} />)
    expect(screen.getByRole('img', { name: chart.summary })).toBeDefined()
    expect(screen.getByText('so far')).toBeDefined()
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }))
    expect(screen.queryByRole('img')).toBeNull()
    const lines = screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent))
    expect(lines).toEqual([
      ['Month', 'Won', 'Open', 'Together', 'At best'],
      ['Nov so far', '20 EUR', '30 EUR', '50 EUR', '100 EUR'],
      ['Dec', '0 EUR', '80 EUR', '80 EUR', 'None'],
    ])
    expect(await violations()).toEqual([])
  })

  it('keeps time from left to right in Arabic when told so', () => {
    const places = () => [...document.querySelectorAll('svg[role=img] > g > rect')].map((rect) => Number(rect.getAttribute('x')))
    const { unmount } = show('rtl', <ColumnChart {...chart} />)
    expect(places()[0]).toBeGreaterThan(places().at(-1) ?? 0)
    unmount()
    show('rtl', <ColumnChart {...chart} timeAxis="ltr" />)
    expect(places()[0]).toBeLessThan(places().at(-1) ?? 0)
  })

  it('of bars writes name and sum beside each', () => {
    show('ltr', <BarChart {...chart} />)
    const bars = screen.getByRole('img', { name: chart.summary })
    expect([...bars.children].map((bar) => bar.textContent)).toEqual(['Nov50', 'Dec80'])
  })
})
