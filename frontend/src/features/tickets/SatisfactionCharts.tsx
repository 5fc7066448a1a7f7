import { LineChart } from '@/charts/LineChart'
import type { Datum } from '@/charts/layout'
import { monthName, number } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { Figures, Satisfaction } from './satisfaction'

/// The score and the stars, month by month, the last of which is not over yet; a month without an answer is a gap.
export function SatisfactionCharts({ data }: { data: Satisfaction }) {
  const { total } = data
  const now = data.months.at(-1)?.month
  const points = (of: (figures: Figures) => number | null | undefined): Datum[] =>
    data.months.map(({ month, figures }) => {
      const value = of(figures)
      const values: Record<string, number> = typeof value === 'number' ? { value } : {}
      return { key: month, label: monthName(month), toDate: month === now, values }
    })
  const shared = { of: t('satisfaction.month'), full: number, short: number }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4 lg:grid-cols-2">
      {typeof total.nps === 'number' && (
        <LineChart
          title={t('satisfaction.nps')}
          summary={t('satisfaction.nps.summary', { nps: number(total.nps), promoters: number(total.promoters), detractors: number(total.detractors), count: number(total.npsAnswers) })}
          data={points(({ nps }) => nps)}
          series={[{ key: 'value', label: t('satisfaction.nps'), hue: 'ours' }]}
          {...shared}
        />
      )}
      {typeof total.satisfaction === 'number' && (
        <LineChart
          title={t('satisfaction.mean')}
          summary={t('satisfaction.mean.summary', { mean: number(total.satisfaction), count: total.answers })}
          data={points(({ satisfaction }) => satisfaction)}
          series={[{ key: 'value', label: t('satisfaction.mean'), hue: 'ours' }]}
          {...shared}
        />
      )}
    </div>
  )
}
