import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { t } from '@/i18n/t'
import { useDirection } from '@/ui/Direction'
import type { ChartProps } from './ChartFigure'
import { type Datum, everyOf, type Tick } from './layout'
import { Walk } from './Walk'

export const PLOT = { height: 220, start: 52, top: 24, bottom: 40 }
const GUESS_PX = 560
/// Room for what stands under the last place, which may be at the very edge.
const TO_DATE_PX = 48
/// The frame around the place one stands on.
const WALKED_PX = 44

/// Time runs with the language unless it is held from left to right.
export type TimeAxis = { timeAxis?: 'language' | 'ltr' }

export type PlotPlace = { box: RefObject<HTMLDivElement | null>; width: number; mirrored: boolean }

type Props = {
  chart: ChartProps
  /// Whether what stands for one place adds up.
  sums: boolean
  place: PlotPlace
  ticks: readonly Tick[]
  /// The middle of what stands over each name.
  places: readonly { datum: Datum; x: number }[]
  children: ReactNode
}

/// The ground of a chart over something that has an order: lines to read heights by, and names below.
export function Plot({ chart, sums, place: { box, width, mirrored }, ticks, places, children }: Props) {
  const line = mirrored ? { x1: 0, x2: width - PLOT.start } : { x1: PLOT.start, x2: width }
  const { summary, short } = chart
  const every = everyOf(places.length, width - PLOT.start)
  return (
    <div ref={box} className="relative min-w-0">
      <svg role="img" aria-label={summary} width={width} height={PLOT.height} className="block max-w-full text-11" direction={mirrored ? 'rtl' : 'ltr'}>
        {ticks.map(({ value, y }) => (
          <g key={value}>
            <line {...line} y1={y} y2={y} className="stroke-line" />
            <text x={mirrored ? width : 0} y={y + 4} textAnchor="start" className="fill-ink-3 tabular-nums">
              {short(value)}
            </text>
          </g>
        ))}
        {children}
        {places.map(({ datum, x }, i) => (
          <g key={datum.key}>
            {i % every === 0 && (
              <text x={x} y={PLOT.height - PLOT.bottom + 16} textAnchor="middle" className="fill-ink-2">
                {datum.label}
              </text>
            )}
            {datum.toDate === true && (
              <text x={Math.min(Math.max(x, TO_DATE_PX / 2), width - TO_DATE_PX / 2)} y={PLOT.height - PLOT.bottom + 30} textAnchor="middle" className="fill-ink-3">
                {t('chart.toDate')}
              </text>
            )}
          </g>
        ))}
      </svg>
      <Walk
        chart={chart}
        sums={sums}
        mirrored={mirrored}
        at={(i) => ({ left: (places[i]?.x ?? 0) - WALKED_PX / 2, width: WALKED_PX, top: PLOT.top / 2, height: PLOT.height - PLOT.bottom - PLOT.top / 2 })}
        beside={(i) => {
          const x = places[i]?.x ?? 0
          return x < width / 2 ? { left: x + WALKED_PX / 2 + 6 } : { right: width - x + WALKED_PX / 2 + 6 }
        }}
      />
    </div>
  )
}

/// The place there is, so that letters keep their size.
export function usePlot(timeAxis: TimeAxis['timeAxis']): PlotPlace {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(GUESS_PX)
  const rtl = useDirection() === 'rtl'
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
  return { box, width, mirrored: rtl && timeAxis !== 'ltr' }
}
