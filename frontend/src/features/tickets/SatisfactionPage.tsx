import '@/i18n/packs/satisfaction'
import '@/i18n/packs/tickets'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { teamsQuery } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { dateTime, monthName, number, percent } from '@/i18n/format'
import { t } from '@/i18n/t'
import { BackLink } from '@/actions/BackLink'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { Skeleton, SkeletonRows } from '@/ui/Skeleton'
import { userOptions } from '@/ui/UserPicker'
import { type Figures, type Satisfaction, satisfactionQuery } from './satisfaction'
import type { SatisfactionSearch } from './search'

const SatisfactionCharts = lazy(() => import('./SatisfactionCharts').then((module) => ({ default: module.SatisfactionCharts })))

const ALL = 'all'
const SPANS = [6, 12, 24] as const
const USUAL = 12

/// What customers said of how their tickets were solved, month by month.
export function SatisfactionPage() {
  const me = useMe()
  const search = useSearch({ from: '/shell/tickets/satisfaction' })
  const navigate = useNavigate()
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: may(me, 'users') })
  const months = search.months ?? USUAL
  const { data, error, refetch, isPlaceholderData } = useQuery({ ...satisfactionQuery(months, search), placeholderData: keepPreviousData })
  const set = (next: SatisfactionSearch) => void navigate({ to: '/tickets/satisfaction', search: next, replace: true })
  const pick = (key: 'owner' | 'team', value: string | null) => {
    const { [key]: _old, ...rest } = search
    set(value === null || value === ALL ? rest : { ...rest, [key]: value })
  }
  const narrow = search.owner !== undefined || search.team !== undefined
  const toolbar = (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
      <Segmented
        label={t('satisfaction.span')}
        value={String(months)}
        options={SPANS.map((span) => ({ value: String(span), label: t('satisfaction.months', { count: span }) }))}
        onChange={(next) => set({ ...search, months: Number(next) })}
      />
      <Select
        label={t('satisfaction.owner')}
        className="w-44"
        value={search.owner ?? ALL}
        options={[{ value: ALL, label: t('satisfaction.owner.all') }, ...userOptions(users.filter((user) => user.active || user.id === search.owner))]}
        onChange={(next) => pick('owner', next)}
      />
      {teams.length > 0 && (
        <Select
          label={t('satisfaction.team')}
          className="w-44"
          value={search.team ?? ALL}
          options={[{ value: ALL, label: t('satisfaction.team.all') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(next) => pick('team', next)}
        />
      )}
    </div>
  )
  return (
    <Page title={t('nav.satisfaction')} lead={<BackLink to="/tickets" label={t('satisfaction.back')} />} toolbar={toolbar}>
      {error !== null && !data ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : !data ? (
        <div className="p-4">
          <SkeletonRows rows={6} />
        </div>
      ) : data.total.answers === 0 ? (
        <EmptyState kind={narrow ? 'noMatch' : 'first'} title={t(narrow ? 'satisfaction.none.narrow' : 'satisfaction.none')} text={t(narrow ? 'satisfaction.none.narrow.text' : 'satisfaction.none.text')} />
      ) : (
        <>
          <Suspense fallback={<Skeleton className="m-4 h-80" />}>
            <SatisfactionCharts data={data} />
          </Suspense>
          <Table data={data} stale={isPlaceholderData} />
        </>
      )}
      {data && <p className="max-w-prose p-4 text-12 text-ink-2">{t('satisfaction.basis', { at: dateTime(data.asOf) })}</p>}
    </Page>
  )
}

const HEADS = ['satisfaction.resolved', 'satisfaction.answers', 'satisfaction.rate', 'satisfaction.mean', 'satisfaction.score'] as const

/// The newest month first.
function Table({ data, stale }: { data: Satisfaction; stale: boolean }) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={t('nav.satisfaction')} aria-busy={stale} tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-max border-collapse" aria-label={t('satisfaction.table')}>
        <thead>
          <tr className="border-b border-line text-12 text-ink-2">
            <th scope="col" className="sticky start-0 z-1 bg-surface py-2 ps-4 pe-3 text-start font-medium">
              {t('satisfaction.month')}
            </th>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap last:pe-4">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.months.toReversed().map(({ month, figures }) => (
            <Line key={month} name={monthName(month)} figures={figures} />
          ))}
          <Line name={t('satisfaction.total')} figures={data.total} all />
        </tbody>
      </table>
    </div>
  )
}

function Line({ name, figures, all = false }: { name: string; figures: Figures; all?: boolean }) {
  const cells = [number(figures.resolved), number(figures.answers), known(figures.responseRate, percent), known(figures.satisfaction, number), known(figures.nps, number)]
  return (
    <tr className={all ? 'border-t-2 border-line font-medium' : 'border-b border-line'}>
      <th scope="row" className="sticky start-0 z-1 bg-surface py-2 ps-4 pe-3 text-start font-medium whitespace-nowrap">
        {name}
      </th>
      {cells.map((cell, i) => (
        <td key={HEADS[i]} className="px-3 py-2 text-end tabular-nums last:pe-4">
          {cell}
        </td>
      ))}
    </tr>
  )
}

const known = (value: number | null | undefined, write: (value: number) => string): string => (typeof value === 'number' ? write(value) : t('word.none'))
