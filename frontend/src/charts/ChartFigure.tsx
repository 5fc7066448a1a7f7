import '@/i18n/packs/charts'
import { ChartColumn, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { type Datum, fillOf, type Series, sumOf } from './layout'

export type ChartProps = {
  title: string
  /// The whole chart in one sentence, for those who do not see it.
  summary: string
  data: readonly Datum[]
  series: readonly Series[]
  /// What the dashes are, where there are any.
  target?: string
  /// What a column or bar is one of: the head of the table's first column.
  of: string
  /// A figure in full, for the table and under the pointer.
  full: (value: number) => string
  /// The same where there is room for few letters.
  short: (value: number) => string
}

type FigureProps = Omit<ChartProps, 'summary' | 'short'> & {
  /// What stands for a series in the key, ten by ten.
  mark?: (series: Series, nth: number) => ReactNode
  /// Whether what stands for one place adds up.
  sums?: boolean
  children: ReactNode
}

/// What every chart has: its title, its key, and the same figures as a table.
export function ChartFigure({ title, data, series, target, of, full, mark = squareOf, sums = series.length > 1, children }: FigureProps) {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className="flex min-w-0 flex-col gap-2 rounded-sheet border border-line p-4">
      <figcaption className="flex items-start justify-between gap-3">
        <span className="font-semibold">{title}</span>
        <IconButton label={t(asTable ? 'chart.chart' : 'chart.table')} size="sm" onClick={() => setAsTable(!asTable)}>
          {asTable ? <ChartColumn size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
        </IconButton>
      </figcaption>
      {asTable ? (
        <Figures {...{ title, data, series, target, of, full, sums }} />
      ) : (
        <>
          {children}
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
            {series.map((each, nth) => (
              <li key={each.key} className="flex items-center gap-1.5">
                <svg width="10" height="10" aria-hidden="true" className="shrink-0">
                  {mark(each, nth)}
                </svg>
                {each.label}
              </li>
            ))}
            {target !== undefined && (
              <li className="flex items-center gap-1.5">
                <svg width="14" height="10" aria-hidden="true" className="shrink-0">
                  <line x1="0" x2="14" y1="5" y2="5" strokeWidth="2" strokeDasharray="4 3" className="stroke-control" />
                </svg>
                {target}
              </li>
            )}
          </ul>
        </>
      )}
    </figure>
  )
}

const squareOf = ({ hue }: Series) => <rect width="10" height="10" rx="2" style={{ fill: fillOf(hue) }} />

function Figures({ title, data, series, target, of, full, sums }: Pick<ChartProps, 'title' | 'data' | 'series' | 'of' | 'full'> & { target: string | undefined; sums: boolean }) {
  const known = (value: number | undefined) => (value === undefined ? t('word.none') : full(value))
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={title} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse" aria-label={title}>
        <thead>
          <tr className="border-b border-line text-12 text-ink-2">
            <th scope="col" className="py-1.5 pe-3 text-start font-medium">
              {of}
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col" className="px-3 py-1.5 text-end font-medium">
                {label}
              </th>
            ))}
            {sums && (
              <th scope="col" className="px-3 py-1.5 text-end font-medium">
                {t('chart.sum')}
              </th>
            )}
            {target !== undefined && (
              <th scope="col" className="py-1.5 ps-3 text-end font-medium">
                {target}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.map((datum) => (
            <tr key={datum.key} className="border-b border-line last:border-b-0">
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                <bdi>{datum.label}</bdi>
                {datum.toDate === true && <span className="text-12 text-ink-3"> {t('chart.toDate')}</span>}
              </th>
              {series.map(({ key }) => (
                <td key={key} className="px-3 py-1.5 text-end tabular-nums">
                  <bdi>{known(datum.values[key])}</bdi>
                </td>
              ))}
              {sums && (
                <td className="px-3 py-1.5 text-end font-medium tabular-nums">
                  <bdi>{full(sumOf(datum, series))}</bdi>
                </td>
              )}
              {target !== undefined && (
                <td className="py-1.5 ps-3 text-end tabular-nums">
                  <bdi>{known(datum.target)}</bdi>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
