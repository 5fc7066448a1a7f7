import { useId } from 'react'
import { ChartFigure, type ChartProps } from './ChartFigure'
import { columnsIn, everyOf, fillOf, sumOf } from './layout'
import { Plot, PLOT, type TimeAxis, usePlot } from './Plot'

/// Columns over time, each a stack.
export function ColumnChart({ timeAxis, ...chart }: ChartProps & TimeAxis) {
  const { data, series, short, full } = chart
  const stripes = useId()
  const place = usePlot(timeAxis)
  const { columns, ticks } = columnsIn(data, series, { ...PLOT, ...place })
  const every = everyOf(data.length, place.width - PLOT.start)
  return (
    <ChartFigure {...chart}>
      <Plot sums {...{ chart, place, ticks }} places={columns.map(({ datum, x, width }) => ({ datum, x: x + width / 2 }))}>
        <defs>
          {series.map(({ key, hue }) => (
            <pattern key={key} id={`${stripes}${key}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="6" height="6" style={{ fill: fillOf(hue) }} opacity="0.25" />
              <rect width="3" height="6" style={{ fill: fillOf(hue) }} />
            </pattern>
          ))}
        </defs>
        {columns.map(({ datum, x, width, top, parts, target }, i) => (
          <g key={datum.key}>
            {parts.map(({ key, y, height }) => {
              const found = series.find((each) => each.key === key)
              return (
                found && (
                  <rect key={key} x={x} y={y} width={width} height={Math.max(1, height - 1)} rx="2" style={{ fill: datum.toDate === true ? `url(#${stripes}${key})` : fillOf(found.hue) }}>
                    <title>{`${datum.label} · ${found.label}: ${full(datum.values[key] ?? 0)}`}</title>
                  </rect>
                )
              )
            })}
            {target !== null && (
              <line x1={x - 4} x2={x + width + 4} y1={target} y2={target} strokeWidth="2" strokeDasharray="4 3" className="stroke-control">
                <title>{`${datum.label} · ${chart.target ?? ''}: ${full(datum.target ?? 0)}`}</title>
              </line>
            )}
            {i % every === 0 && sumOf(datum, series) > 0 && (
              <text x={x + width / 2} y={top - 6} textAnchor="middle" className="fill-ink tabular-nums">
                {short(sumOf(datum, series))}
              </text>
            )}
          </g>
        ))}
      </Plot>
    </ChartFigure>
  )
}
