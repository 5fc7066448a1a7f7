import { ChartFigure, type ChartProps } from './ChartFigure'
import { fillOf, sumOf } from './layout'
import { Walk } from './Walk'

/// Bars from the start side, each a stack with its sum behind it: for what has names and no order of its own.
export function BarChart(chart: ChartProps) {
  const { summary, data, series, short, full } = chart
  const most = Math.max(1, ...data.map((datum) => sumOf(datum, series)))
  return (
    <ChartFigure {...chart}>
      <div className="relative">
        <div role="img" aria-label={summary} className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)] items-center gap-x-3 gap-y-2">
          {data.map((datum) => (
            <div key={datum.key} className="col-span-2 grid grid-cols-subgrid items-center">
              <bdi className="truncate">{datum.label}</bdi>
              <span className="flex min-w-0 items-center gap-2">
                <span className="flex h-4 min-w-0 gap-px" style={{ inlineSize: `${(sumOf(datum, series) / most) * 80}%` }}>
                  {series.map(({ key, label, hue }) => {
                    const value = Math.max(0, datum.values[key] ?? 0)
                    return value === 0 ? null : <span key={key} title={`${datum.label} · ${label}: ${full(value)}`} className="h-full min-w-0.5 rounded-chip" style={{ flexGrow: value, flexBasis: 0, background: fillOf(hue) }} />
                  })}
                </span>
                <bdi className="shrink-0 text-12 text-ink-2 tabular-nums">{short(sumOf(datum, series))}</bdi>
              </span>
            </div>
          ))}
        </div>
        <Walk chart={chart} sums down className="grid auto-rows-fr gap-y-2" />
      </div>
    </ChartFigure>
  )
}
