import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { useDirection } from '@/ui/Direction'
import type { ChartProps } from './ChartFigure'
import { type Datum, sumOf } from './layout'

type Props = {
  chart: ChartProps
  /// Whether what stands for one place adds up.
  sums: boolean
  /// One after the other goes down the page, else across it.
  down?: boolean
  /// Across, the first is on the right; else as the language has it.
  mirrored?: boolean
  className?: string
  /// Where each place of the chart is.
  at?: (index: number) => CSSProperties
  /// Where its figures are shown beside it.
  beside?: (index: number) => CSSProperties
}

/// The places of a chart for the keyboard, over what is drawn: one stop of Tab, arrows from place to place, Home and End.
/// Each says its figures, and shows them while it has the focus.
export function Walk({ chart, sums, down = false, mirrored, className, at, beside }: Props) {
  const rtl = useDirection() === 'rtl'
  const points = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const [shown, setShown] = useState(false)
  const last = chart.data.length - 1
  const stop = Math.min(current, last)
  const keys = (event: KeyboardEvent) => {
    const [onward, back] = (mirrored ?? rtl) ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    const to =
      event.key === onward || (down && event.key === 'ArrowDown')
        ? Math.min(stop + 1, last)
        : event.key === back || (down && event.key === 'ArrowUp')
          ? Math.max(stop - 1, 0)
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? last
              : null
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const point = points.current?.children[to]
    if (point instanceof HTMLElement) point.focus()
  }
  return (
    // Keys are those of the places in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={points} role="group" aria-label={t('chart.places', { title: chart.title })} className={cn('pointer-events-none absolute inset-0', className)} onKeyDown={keys}>
      {chart.data.map((datum, i) => {
        const { name, figures } = saidOf(chart, datum, sums)
        return (
          // A picture that can be stood on: what it shows is its name.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <div
            key={datum.key}
            role="img"
            aria-label={[name, ...figures].join(' · ')}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={i === stop ? 0 : -1}
            className={cn('rounded-chip', at ? 'absolute' : 'relative')}
            style={at?.(i)}
            onFocus={() => {
              setCurrent(i)
              setShown(true)
            }}
            onBlur={() => setShown(false)}
          >
            {shown && i === stop && !at && <Figures name={name} figures={figures} className="end-0 top-full" />}
          </div>
        )
      })}
      {shown && at && <Figures {...saidOf(chart, chart.data[stop] ?? NONE, sums)} style={beside?.(stop)} className="top-2" />}
    </div>
  )
}

const NONE: Datum = { key: '', label: '', values: {} }

const Figures = ({ name, figures, className, style }: { name: string; figures: readonly string[]; className: string; style?: CSSProperties | undefined }) => (
  <div aria-hidden style={style} className={cn('absolute z-10 w-max max-w-52 rounded-control bg-ink px-2 py-1 text-12 text-surface shadow-float', className)}>
    <p className="font-medium">
      <bdi>{name}</bdi>
    </p>
    {figures.map((figure) => (
      <p key={figure} className="tabular-nums">
        <bdi>{figure}</bdi>
      </p>
    ))}
  </div>
)

function saidOf({ series, target, full }: ChartProps, datum: Datum, sums: boolean): { name: string; figures: string[] } {
  const say = (label: string, value: number | undefined) => `${label}: ${value === undefined ? t('word.none') : full(value)}`
  return {
    name: datum.toDate === true ? `${datum.label} (${t('chart.toDate')})` : datum.label,
    figures: [
      ...series.map(({ key, label }) => say(label, datum.values[key])),
      ...(sums && series.length > 1 ? [say(t('chart.sum'), sumOf(datum, series))] : []),
      ...(target !== undefined && datum.target !== undefined ? [say(target, datum.target)] : []),
    ],
  }
}
