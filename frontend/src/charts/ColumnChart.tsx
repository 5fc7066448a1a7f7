import { useId, useLayoutEffect, useRef, useState } from 'react'
import { t } from '@/i18n/t'
import { useDirection } from '@/ui/Direction'
import { ChartFigure, type ChartProps } from './ChartFigure'
import { columnsIn, fillOf, sumOf } from './layout'

const HEIGHT = 220
const PLOT = { start: 52, top: 24, bottom: 40 }
const GUESS_PX = 560
const LABEL_PX = 54

/// Columns over time, each a stack. Time runs with the language unless `timeAxis` holds it from left to right.
export function ColumnChart({ timeAxis = 'language', ...chart }: ChartProps & { timeAxis?: 'language' | 'ltr' }) {
  const { summary, data, series, short, full } = chart
  const stripes = useId()
  const [box, width] = useWidth()
  const rtl = useDirection() === 'rtl'
  const mirrored = rtl && timeAxis === 'language'
  const { columns, ticks } = columnsIn(data, series, { ...PLOT, width, height: HEIGHT, mirrored })
  // Where columns stand close, only some of them are written to.
  const every = Math.max(1, Math.ceil(LABEL_PX / ((width - PLOT.start) / Math.max(1, data.length))))
  const line = mirrored ? { x1: 0, x2: width - PLOT.start } : { x1: PLOT.start, x2: width }
  return (
    <ChartFigure {...chart}>
      <div ref={box} className="min-w-0">
        <svg role="img" aria-label={summary} width={width} height={HEIGHT} className="block max-w-full text-11" direction={mirrored ? 'rtl' : 'ltr'}>
          <defs>
            {series.map(({ key, hue }) => (
              <pattern key={key} id={`${stripes}${key}`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" style={{ fill: fillOf(hue) }} opacity="0.25" />
                <rect width="3" height="6" style={{ fill: fillOf(hue) }} />
              </pattern>
            ))}
          </defs>
          {ticks.map(({ value, y }) => (
            <g key={value}>
              <line {...line} y1={y} y2={y} className="stroke-line" />
              <text x={mirrored ? width : 0} y={y + 4} textAnchor="start" className="fill-ink-3 tabular-nums">
                {short(value)}
              </text>
            </g>
          ))}
          {columns.map(({ datum, x, width: wide, top, parts, target }, i) => (
            <g key={datum.key}>
              {parts.map(({ key, y, height }) => {
                const found = series.find((each) => each.key === key)
                return (
                  found && (
                    <rect key={key} x={x} y={y} width={wide} height={Math.max(1, height - 1)} rx="2" style={{ fill: datum.toDate === true ? `url(#${stripes}${key})` : fillOf(found.hue) }}>
                      <title>{`${datum.label} · ${found.label}: ${full(datum.values[key] ?? 0)}`}</title>
                    </rect>
                  )
                )
              })}
              {target !== null && (
                <line x1={x - 4} x2={x + wide + 4} y1={target} y2={target} strokeWidth="2" strokeDasharray="4 3" className="stroke-control">
                  <title>{`${datum.label} · ${chart.target ?? ''}: ${full(datum.target ?? 0)}`}</title>
                </line>
              )}
              {i % every === 0 && sumOf(datum, series) > 0 && (
                <text x={x + wide / 2} y={top - 6} textAnchor="middle" className="fill-ink tabular-nums">
                  {short(sumOf(datum, series))}
                </text>
              )}
              {i % every === 0 && (
                <text x={x + wide / 2} y={HEIGHT - PLOT.bottom + 16} textAnchor="middle" className="fill-ink-2">
                  {datum.label}
                </text>
              )}
              {datum.toDate === true && (
                <text x={x + wide / 2} y={HEIGHT - PLOT.bottom + 30} textAnchor="middle" className="fill-ink-3">
                  {t('chart.toDate')}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
    </ChartFigure>
  )
}

/// The place there is, so that letters keep their size.
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(GUESS_PX)
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !('ResizeObserver' in window)) return
    const observer = new ResizeObserver(([entry]) => {
      const found = Math.floor(entry?.contentRect.width ?? 0)
      if (found > 0) setWidth(found)
    })
    observer.observe(element)
    return () => observer.disconnect()
  })
  return [box, width] as const
}
