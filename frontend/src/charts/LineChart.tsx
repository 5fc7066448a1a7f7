import { symbol, symbolsFill } from 'd3-shape'
import { ChartFigure, type ChartProps } from './ChartFigure'
import { fillOf, linesIn, type Series } from './layout'
import { Plot, PLOT, type TimeAxis, usePlot } from './Plot'

const MARK_PX2 = 44
/// For the names beside the ends of lines, where there is room for them.
const NAMES_PX = 96
const ROOMY_PX = 420

/// Lines over time, told apart by hue and by the shape of their points. What is not over yet is dotted, and its point
/// hollow.
export function LineChart({ timeAxis, ...chart }: ChartProps & TimeAxis) {
  const { data, series, full } = chart
  const place = usePlot(timeAxis)
  const named = series.length > 1 && place.width >= ROOMY_PX
  const { lines, target, places, ticks } = linesIn(data, series, { ...PLOT, ...place, end: named ? NAMES_PX : 0 })
  return (
    <ChartFigure {...chart} sums={false} mark={pointOf}>
      <Plot sums={false} {...{ chart, place, ticks, places }}>
        {target !== '' && <path d={target} strokeWidth="2" strokeDasharray="4 3" className="fill-none stroke-control" />}
        {lines.map(({ series: { key, label, hue }, points, path, open, name }, nth) => (
          <g key={key} style={{ stroke: fillOf(hue) }} className="fill-none">
            <path d={path} strokeWidth="2" strokeLinecap="round" />
            {open !== '' && <path d={open} strokeWidth="2" strokeLinecap="round" strokeDasharray="1 5" />}
            {points.map(({ datum, value, x, y }) => (
              <path key={datum.key} d={shapeOf(nth)} transform={`translate(${x},${y})`} strokeWidth="1.5" style={{ fill: datum.toDate === true ? 'var(--surface)' : fillOf(hue) }}>
                <title>{`${datum.label} · ${label}: ${full(value)}`}</title>
              </path>
            ))}
            {named && name !== null && (
              <text x={(points.at(-1)?.x ?? 0) + (place.mirrored ? -10 : 10)} y={name + 4} textAnchor="start" className="fill-ink stroke-none">
                {label}
              </text>
            )}
          </g>
        ))}
      </Plot>
    </ChartFigure>
  )
}

const shapeOf = (nth: number): string => symbol(symbolsFill[nth % symbolsFill.length], MARK_PX2)() ?? ''

const pointOf = ({ hue }: Series, nth: number) => <path d={shapeOf(nth)} transform="translate(5,5)" style={{ fill: fillOf(hue) }} />
