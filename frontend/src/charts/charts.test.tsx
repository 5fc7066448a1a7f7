import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { violations } from '@/test/axe'
import { DirectionProvider } from '@/ui/Direction'
import { BarChart } from './BarChart'
import type { ChartProps } from './ChartFigure'
import { ColumnChart } from './ColumnChart'
import { apart, columnsIn, type Datum, linesIn, type Series } from './layout'
import { LineChart } from './LineChart'

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
  render(<DirectionProvider dir={dir}>{drawn}</DirectionProvider>)

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

describe('lines', () => {
  const known: Datum[] = [
    { key: 'a', label: 'Nov', values: { won: 10, open: -20 }, target: 50 },
    { key: 'b', label: 'Dec', values: { won: 40 }, target: 60 },
    { key: 'c', label: 'Jan', toDate: true, values: { won: 40, open: 30 }, target: 60 },
  ]

  it('go from point to point, and are dotted to what is not over yet', () => {
    const { lines, ticks } = linesIn(known, series, box)
    const [won] = lines
    expect(won?.points.map(({ value }) => value)).toEqual([10, 40, 40])
    expect(won?.path.match(/M/g)).toHaveLength(1)
    expect(won?.open.match(/M/g)).toHaveLength(1)
    expect(ticks[0]?.value).toBeLessThan(0)
  })

  it('have a gap where nobody knows', () => {
    const [, open] = linesIn(known, series, box).lines
    expect(open?.points.map(({ datum }) => datum.key)).toEqual(['a', 'c'])
    expect([open?.path, open?.open]).toEqual(['', ''])
  })

  it('leave room for their names, which stand apart', () => {
    const { lines } = linesIn(known, series, { ...box, end: 90 })
    expect(lines[0]?.points.at(-1)?.x).toBeLessThan(210)
    expect(apart([100, null, 95, 170], 170)).toEqual([100, null, 86, 170])
    expect(apart([200, 200], 170)).toEqual([170, 156])
  })

  it('begin at the right where the language does', () => {
    const xs = (mirrored: boolean) => linesIn(known, series, { ...box, mirrored }).places.map(({ x }) => Math.round(x))
    expect(xs(true)).toEqual(xs(false).map((x) => 300 - x))
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

  it('of lines tells them apart by their points, and adds nothing up', async () => {
    show('ltr', <LineChart {...chart} />)
    const marks = [...document.querySelectorAll('svg[role=img] g > path[transform]')].map((mark) => mark.getAttribute('d'))
    expect(marks).toHaveLength(4)
    expect(new Set(marks).size).toBe(2)
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }))
    expect([...(screen.getAllByRole('row')[0]?.children ?? [])].map((head) => head.textContent)).toEqual(['Month', 'Won', 'Open', 'At best'])
  })

  it('is one stop of Tab, and arrows go from place to place, which says its figures', async () => {
    show('ltr', <ColumnChart {...chart} />)
    const user = userEvent.setup()
    const nov = screen.getByRole('img', { name: 'Nov (so far) · Won: 20 EUR · Open: 30 EUR · Together: 50 EUR · At best: 100 EUR' })
    const dec = screen.getByRole('img', { name: 'Dec · Won: 0 EUR · Open: 80 EUR · Together: 80 EUR' })
    screen.getByRole('button', { name: 'Show as a table' }).focus()
    expect(screen.queryByText('At best: 100 EUR')).toBeNull()

    await user.tab()
    expect(document.activeElement).toBe(nov)
    expect(screen.getByText('At best: 100 EUR').closest('[aria-hidden]')).not.toBeNull()
    expect(await violations()).toEqual([])
    await user.keyboard('{ArrowLeft}')
    expect(document.activeElement).toBe(nov)
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(dec)
    expect([nov.tabIndex, dec.tabIndex]).toEqual([-1, 0])
    await user.keyboard('{ArrowRight}{Home}')
    expect(document.activeElement).toBe(nov)
    await user.keyboard('{End}')
    expect(document.activeElement).toBe(dec)

    await user.tab()
    expect(document.activeElement).toBe(document.body)
    expect(screen.queryByText('Open: 80 EUR')).toBeNull()
  })

  it('is walked the way it runs: leftwards in Arabic, unless time is held', async () => {
    const user = userEvent.setup()
    const walked = async (key: string) => {
      screen.getByRole('img', { name: /^Nov/ }).focus()
      await user.keyboard(`{${key}}`)
      return document.activeElement?.getAttribute('aria-label')?.slice(0, 3)
    }
    const first = show('rtl', <LineChart {...chart} />)
    expect([await walked('ArrowLeft'), await walked('ArrowRight')]).toEqual(['Dec', 'Nov'])
    first.unmount()
    const second = show('rtl', <LineChart {...chart} timeAxis="ltr" />)
    expect([await walked('ArrowLeft'), await walked('ArrowRight')]).toEqual(['Nov', 'Dec'])
    second.unmount()
    show('rtl', <BarChart {...chart} />)
    expect([await walked('ArrowDown'), await walked('ArrowUp'), await walked('ArrowLeft')]).toEqual(['Dec', 'Nov', 'Dec'])
    expect(await violations()).toEqual([])
  })

  it('of bars writes name and sum beside each', () => {
    show('ltr', <BarChart {...chart} />)
    const bars = screen.getByRole('img', { name: chart.summary })
    expect([...bars.children].map((bar) => bar.textContent)).toEqual(['Nov50', 'Dec80'])
  })
})
