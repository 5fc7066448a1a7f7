import { scaleBand, scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'

/// One kind of figure, the same hue wherever it is shown: `ours` is the accent, the steps are told apart without colour
/// sight too.
export type Hue = 'ours' | 1 | 2 | 3 | 4 | 5 | 6
export type Series = { key: string; label: string; hue: Hue }

export type Datum = {
  key: string
  label: string
  /// Not over yet: drawn differently.
  toDate?: boolean
  values: Readonly<Record<string, number>>
  /// What it is measured by, as a dashed line.
  target?: number
}

export const fillOf = (hue: Hue): string => (hue === 'ours' ? 'var(--accent)' : `var(--chart-${hue})`)

export const sumOf = (datum: Datum, series: readonly Series[]): number => series.reduce((sum, { key }) => sum + Math.max(0, datum.values[key] ?? 0), 0)

export type Part = { key: string; y: number; height: number }
export type Column = { datum: Datum; x: number; width: number; top: number; parts: Part[]; target: number | null }
export type Tick = { value: number; y: number }
export type Layout = { columns: Column[]; ticks: Tick[] }

type Box = {
  width: number
  height: number
  /// Where the plot begins and ends, inside the box.
  start: number
  top: number
  bottom: number
  /// The first on the right.
  mirrored: boolean
}

const GAP = 0.35
const WIDEST = 64
const TICKS = 3

/// Stacked columns over something that has an order, most often time.
export function columnsIn(data: readonly Datum[], series: readonly Series[], { width, height, start, top, bottom, mirrored }: Box): Layout {
  const most = Math.max(0, ...data.map((datum) => Math.max(sumOf(datum, series), datum.target ?? 0)))
  const y = scaleLinear([0, most === 0 ? 1 : most], [height - bottom, top]).nice(TICKS)
  const x = scaleBand(
    data.map((datum) => datum.key),
    mirrored ? [width - start, 0] : [start, width],
  ).padding(GAP)
  const band = Math.min(WIDEST, x.bandwidth())
  const layers = stack<Datum, string>()
    .keys(series.map(({ key }) => key))
    .value((datum, key) => Math.max(0, datum.values[key] ?? 0))(data)
  const columns = data.map((datum, i) => {
    const parts = layers.flatMap((layer): Part[] => {
      const [from, to] = layer[i] ?? [0, 0]
      return to > from ? [{ key: layer.key, y: y(to), height: y(from) - y(to) }] : []
    })
    return {
      datum,
      x: (x(datum.key) ?? 0) + (x.bandwidth() - band) / 2,
      width: band,
      top: y(Math.max(sumOf(datum, series), datum.target ?? 0)),
      parts,
      target: datum.target === undefined ? null : y(datum.target),
    }
  })
  return { columns, ticks: most === 0 ? [] : y.ticks(TICKS).map((value) => ({ value, y: y(value) })) }
}
