import { BarChart } from '@/charts/BarChart'
import { ColumnChart } from '@/charts/ColumnChart'
import { LineChart } from '@/charts/LineChart'
import type { Series } from '@/charts/layout'
import { money, monthName, shortMoney } from '@/i18n/format'
import { t } from '@/i18n/t'
import { barOf, type Forecast, peakOf, periodsOf, rowsOf, runningOf, totalOf, worthOf } from './forecast'

const MOST_OWNERS = 8

/// The same figures to look at: by month, and by owner where there are several.
export function ForecastCharts({ forecast, currency }: { forecast: Forecast; currency: string }) {
  const rows = rowsOf(forecast.lines, currency)
  const all = totalOf(rows)
  const series: Series[] = [
    { key: 'won', label: t('forecast.chart.won'), hue: 'ours' },
    { key: 'weighted', label: t('forecast.chart.weighted'), hue: 1 },
  ]
  const months = periodsOf(forecast).map((period) => ({
    ...barOf(period, periodName(period), all.cells.get(period)),
    toDate: period === forecast.from,
  }))
  const owners = rows.slice(0, MOST_OWNERS).map((row) => barOf(row.owner?.id ?? 'nobody', row.owner?.name ?? t('forecast.nobody'), row.total))
  const full = (value: number) => money(value, currency)
  const short = (value: number) => shortMoney(value, currency)
  const peak = peakOf(months)
  const running = runningOf(months.filter(({ key }) => !OUTSIDE.has(key)))
  const end = running.at(-1)
  const first = peakOf(owners)
  const sum = all.total.wonValue + all.total.weighted
  if (peak === undefined || sum === 0) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 lg:grid-cols-2">
      <ColumnChart
        title={t('forecast.chart.months')}
        summary={t('forecast.chart.months.summary', { won: full(all.total.wonValue), weighted: full(all.total.weighted), peak: peak.label, most: full(worthOf(peak)) })}
        data={months}
        series={series}
        target={t('forecast.chart.best')}
        of={t('forecast.chart.month')}
        {...{ full, short }}
      />
      {end !== undefined && running.length > 1 && (
        <LineChart
          title={t('forecast.chart.running')}
          summary={t('forecast.chart.running.summary', { month: end.label, expected: full(end.values.expected), best: full(end.target) })}
          data={running}
          series={[{ key: 'expected', label: t('forecast.chart.expected'), hue: 'ours' }]}
          target={t('forecast.chart.best')}
          of={t('forecast.chart.month')}
          {...{ full, short }}
        />
      )}
      {owners.length > 1 && first !== undefined && (
        <BarChart title={t('forecast.chart.owners')} summary={t('forecast.chart.owners.summary', { name: first.label, most: full(worthOf(first)), sum: full(sum) })} data={owners} series={series} of={t('forecast.owner')} {...{ full, short }} />
      )}
    </div>
  )
}

const OUTSIDE: ReadonlySet<string> = new Set(['overdue', 'later', 'undated'])

const periodName = (period: string): string => (period === 'overdue' || period === 'later' || period === 'undated' ? t(`forecast.${period}`) : monthName(period))
