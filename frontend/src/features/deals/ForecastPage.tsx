import '@/i18n/packs/deals'
import '@/i18n/packs/forecast'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { pipelinesQuery } from '@/api/pipelines'
import { useMe } from '@/api/useMe'
import { dateTime, money, monthName, number, shortMoney } from '@/i18n/format'
import { t } from '@/i18n/t'
import { BackLink } from '@/actions/BackLink'
import { cn } from '@/ui/cn'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { Skeleton, SkeletonRows } from '@/ui/Skeleton'
import { type Cell, currenciesOf, filterOf, type Forecast, forecastQuery, gapsOf, periodsOf, type Row, rowsOf, totalOf } from './forecast'
import type { ForecastSearch } from './search'

const ForecastCharts = lazy(() => import('./ForecastCharts').then((module) => ({ default: module.ForecastCharts })))

const ALL = 'all'
const SPANS = [3, 6, 12] as const

/// What may come in and what did, by owner and month.
export function ForecastPage() {
  const me = useMe()
  const search = useSearch({ from: '/shell/deals/forecast' })
  const navigate = useNavigate()
  const months = search.months ?? SPANS[0]
  const { data: pipelines = [] } = useQuery(pipelinesQuery('deal'))
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...forecastQuery(months, search.pipeline), placeholderData: keepPreviousData })
  const currencies = data ? currenciesOf(data.lines, me.tenant.currency) : []
  const currency = currencies.find((each) => each === search.currency) ?? currencies[0]
  const set = (change: ForecastSearch) => void navigate({ to: '/deals/forecast', search: { ...search, ...change }, replace: true })
  const toolbar = (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <Segmented label={t('forecast.months')} value={String(months)} options={SPANS.map((span) => ({ value: String(span), label: t('forecast.span', { count: span }) }))} onChange={(next) => set({ months: Number(next) })} />
      {pipelines.length > 1 && (
        <Select
          label={t('deals.pipeline')}
          className="w-48"
          value={search.pipeline ?? ALL}
          options={[{ value: ALL, label: t('forecast.pipelines') }, ...pipelines.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(next) => {
            const { pipeline: _old, ...rest } = search
            void navigate({ to: '/deals/forecast', search: next === null || next === ALL ? rest : { ...rest, pipeline: next }, replace: true })
          }}
        />
      )}
      {currencies.length > 1 && currency !== undefined && (
        <Select label={t('forecast.currency')} className="w-24" value={currency} options={currencies.map((each) => ({ value: each, label: each }))} onChange={(next) => next !== null && set({ currency: next })} />
      )}
    </div>
  )
  return (
    <Page title={t('nav.forecast')} lead={<BackLink to="/deals" label={t('forecast.back')} />} toolbar={toolbar}>
      {error !== null && !data ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : !data ? (
        <div className="p-4">
          <SkeletonRows rows={6} />
        </div>
      ) : currency === undefined ? (
        <EmptyState kind="noMatch" title={t('forecast.none')} text={t('forecast.none.text')} />
      ) : (
        <>
          <Suspense fallback={<Skeleton className="m-4 h-80" />}>
            <ForecastCharts forecast={data} currency={currency} />
          </Suspense>
          <Table forecast={data} currency={currency} pipeline={search.pipeline} stale={isPlaceholderData} />
        </>
      )}
      {data && <Basis forecast={data} />}
    </Page>
  )
}

function Table({ forecast, currency, pipeline, stale }: { forecast: Forecast; currency: string; pipeline: string | undefined; stale: boolean }) {
  const periods = periodsOf(forecast)
  const rows = rowsOf(forecast.lines, currency)
  const total = totalOf(rows)
  const line = (row: Row, all: boolean) => (
    <tr key={row.owner?.id ?? (all ? 'all' : 'nobody')} className={cn('border-b border-line', all && 'border-t-2 font-medium')}>
      <th scope="row" className="sticky start-0 z-1 max-w-40 truncate bg-surface py-2 ps-4 align-top pe-3 text-start font-medium">
        <bdi>{all ? t('forecast.total') : (row.owner?.name ?? t('forecast.nobody'))}</bdi>
      </th>
      {periods.map((period) => (
        <td key={period} className="px-3 py-2 text-end align-top tabular-nums">
          <Figures cell={row.cells.get(period)} currency={currency} filter={filterOf(row.owner, period, forecast, pipeline)} />
        </td>
      ))}
      <td className="py-2 ps-3 pe-4 text-end align-top tabular-nums">
        <Figures cell={row.total} currency={currency} />
      </td>
    </tr>
  )
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={t('nav.forecast')} aria-busy={stale} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-max border-collapse" aria-label={t('forecast.table', { currency })}>
        <thead>
          <tr className="border-b border-line text-12 text-ink-2">
            <th scope="col" className="sticky start-0 z-1 bg-surface py-2 ps-4 pe-3 text-start font-medium">
              {t('forecast.owner')}
            </th>
            {periods.map((period) => (
              <th key={period} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap">
                {period === 'overdue' || period === 'later' || period === 'undated' ? t(`forecast.${period}`) : monthName(period)}
              </th>
            ))}
            <th scope="col" className="py-2 ps-3 pe-4 text-end font-medium">
              {t('forecast.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => line(row, false))}
          {rows.length > 1 && line(total, true)}
        </tbody>
      </table>
    </div>
  )
}

/// Weighted first, then what it would be at best, then what is in.
function Figures({ cell, currency, filter }: { cell: Cell | undefined; currency: string; filter?: ReturnType<typeof filterOf> }) {
  if (!cell || (cell.open === 0 && cell.won === 0)) return <span className="text-ink-3">{t('word.none')}</span>
  const weighted = (
    <bdi title={t('forecast.weighted', { sum: money(cell.weighted, currency) })}>
      <span className="sr-only">{t('forecast.weighted.short')} </span>
      {shortMoney(cell.weighted, currency)}
    </bdi>
  )
  return (
    <span className="flex flex-col items-end">
      {cell.open > 0 &&
        (filter ? (
          <Link to="/deals" search={{ filter }} className="text-accent underline-offset-2 hover:underline">
            {weighted}
          </Link>
        ) : (
          weighted
        ))}
      {cell.open > 0 && (
        <span className="text-12 font-normal text-ink-3" title={money(cell.bestCase, currency)}>
          {t('forecast.best', { sum: shortMoney(cell.bestCase, currency), count: cell.open })}
        </span>
      )}
      {cell.won > 0 && (
        <span className="text-12 font-medium text-ok" title={money(cell.wonValue, currency)}>
          {t('forecast.won', { sum: shortMoney(cell.wonValue, currency), count: cell.won })}
        </span>
      )}
    </span>
  )
}

/// What the figures were counted from, and what they leave out.
function Basis({ forecast }: { forecast: Forecast }) {
  const { open, won, valueless, chanceless } = gapsOf(forecast.lines)
  return (
    <p className="max-w-prose p-4 text-12 text-ink-2">
      {t('forecast.basis', { open: number(open), won: number(won), from: monthName(forecast.from), at: dateTime(forecast.asOf) })}
      {valueless > 0 && <> {t('forecast.valueless', { count: valueless })}</>}
      {chanceless > 0 && <> {t('forecast.chanceless', { count: chanceless })}</>}
    </p>
  )
}
