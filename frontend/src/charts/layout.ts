import { scaleBand, scaleLinear, scalePoint } from 'd3-scale'
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
export type Point = { datum: Datum; value: number; x: number; y: number }
export type Line = {
  series: Series
  points: Point[]
  /// From point to point, and in `open` wherever one of the two is not over yet.
  path: string
  open: string
  /// Where its name stands beside its end; not every line has one.
  name: number | null
}

type Box = {
  width: number
  height: number
  /// Where the plot begins and ends, inside the box.
  start: number
  top: number
  bottom: number
  /// What is left free behind the last one.
  end?: number
  /// The first on the right.
  mirrored: boolean
}

const GAP = 0.35
const WIDEST = 64
const TICKS = 3
const NAME_PX = 14
const LABEL_PX = 54

/// Where places stand close, only every so-manieth is written to.
export const everyOf = (count: number, width: number): number => Math.max(1, Math.ceil(LABEL_PX / (width / Math.max(1, count))))

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

/// One line per series over something that has an order. What nobody knows is a gap, not a zero.
export function linesIn(data: readonly Datum[], series: readonly Series[], { width, height, start, top, bottom, end = 0, mirrored }: Box) {
  const known = data.flatMap((datum) => [...series.map(({ key }) => datum.values[key]), datum.target]).filter((value) => value !== undefined)
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)]
  const y = scaleLinear([least, least === most ? 1 : most], [height - bottom, top]).nice(TICKS)
  const x = scalePoint(
    data.map((datum) => datum.key),
    mirrored ? [width - start, end] : [start, width - end],
  ).padding(GAP)
  const at = (datum: Datum, value: number | undefined): Point | null => (value === undefined ? null : { datum, value, x: x(datum.key) ?? 0, y: y(value) })
  const drawn = series.map((each) => ({ series: each, points: data.map((datum) => at(datum, datum.values[each.key])) }))
  const names = apart(drawn.map(({ points }) => points.at(-1)?.y ?? null), height - bottom)
  return {
    lines: drawn.map(({ series: each, points }, i): Line => ({
      series: each,
      points: points.filter((point) => point !== null),
      path: pathOf(points, (one, next) => !isOpen(one) && !isOpen(next)),
      open: pathOf(points, (one, next) => isOpen(one) || isOpen(next)),
      name: names[i] ?? null,
    })),
    target: pathOf(
      data.map((datum) => at(datum, datum.target)),
      () => true,
    ),
    places: data.map((datum) => ({ datum, x: x(datum.key) ?? 0 })),
    ticks: known.length === 0 ? [] : y.ticks(TICKS).map((value) => ({ value, y: y(value) })),
  }
}

const isOpen = ({ datum }: Point): boolean => datum.toDate === true

const pathOf = (points: readonly (Point | null)[], wanted: (one: Point, next: Point) => boolean): string =>
  points
    .slice(1)
    .map((next, i) => {
      const one = points[i]
      return one && next && wanted(one, next) ? `M${one.x.toFixed(1)},${one.y.toFixed(1)}L${next.x.toFixed(1)},${next.y.toFixed(1)}` : ''
    })
    .join('')

/// The same places, moved up as far as they must be for each to have a line of text, none below the ground.
export function apart(places: readonly (number | null)[], ground: number): (number | null)[] {
  const moved = [...places]
  let free = ground
  for (const [place, i] of places.flatMap((each, nth) => (each === null ? [] : [[each, nth] as const])).toSorted(([a], [b]) => b - a)) {
    moved[i] = Math.min(place, free)
    free = (moved[i] ?? place) - NAME_PX
  }
  return moved
}
