import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { aggregateQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { money, number, shortMoney } from '@/i18n/format'
import { t } from '@/i18n/t'
import { all, OPEN } from '@/record/tasks/task'
import { cn } from '@/ui/cn'
import { Skeleton } from '@/ui/Skeleton'
import { openLeads, sumsInOrder, type Whose, wonThisMonth } from './figures'

const LOOK = 'flex min-h-22 flex-col justify-between rounded-sheet border border-line px-4 py-3 text-start'

export function Tiles({ whose, leads, tasks }: { whose: Whose; leads: ObjectMeta | undefined; tasks: ObjectMeta | undefined }) {
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 sm:gap-4">
      {leads && <OpenLeads whose={whose} meta={leads} />}
      {tasks && <OverdueTasks whose={whose} meta={tasks} />}
      {leads && <Won whose={whose} meta={leads} />}
      {leads && leads.fields.some((field) => field.key === VALUE && field.visibility === 'clear') && <Expected whose={whose} meta={leads} />}
    </div>
  )
}

const VALUE = 'expectedValue'

function OpenLeads({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const filter = openLeads(whose)
  const { data } = useQuery(aggregateQuery(meta, filter))
  return (
    <Link to="/leads" search={{ filter }} className={cn(LOOK, 'hover:bg-hover')}>
      <Figure label={t('home.openLeads')} value={data && countText(data.count)} />
    </Link>
  )
}

function OverdueTasks({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const { data } = useQuery({
    ...aggregateQuery(meta, all(whose === 'me' && { field: 'assignee', op: 'eq', value: 'me' }, OPEN, { field: 'dueAt', op: 'within', value: 'past' })),
    refetchInterval: 60_000,
  })
  return (
    <Link to="/tasks" search={{ tab: 'overdue', ...(whose === 'team' ? { whose: 'all' } : {}) }} className={cn(LOOK, 'hover:bg-hover')}>
      <Figure label={t('home.overdue')} value={data && countText(data.count)} bad={(data?.count.value ?? 0) > 0} />
    </Link>
  )
}

function Won({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const me = useMe()
  const filter = wonThisMonth(whose)
  const { data } = useQuery(aggregateQuery(meta, filter, sumsOf(meta)))
  const sums = sumsInOrder(data?.sums?.[VALUE] ?? [], me.tenant.currency)
  return (
    <Link to="/leads" search={{ filter }} className={cn(LOOK, 'hover:bg-hover')}>
      <Figure
        label={t('home.won')}
        value={data && countText(data.count)}
        more={sums.slice(0, 2).map((sum) => (
          <bdi key={sum.currency} title={money(sum.amount, sum.currency)}>
            {shortMoney(sum.amount, sum.currency)}
          </bdi>
        ))}
      />
    </Link>
  )
}

function Expected({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const me = useMe()
  const { data } = useQuery(aggregateQuery(meta, openLeads(whose), [VALUE]))
  const [first, ...rest] = sumsInOrder(data?.sums?.[VALUE] ?? [], me.tenant.currency)
  return (
    <div className={LOOK}>
      <Figure
        label={t('home.expected')}
        value={
          data &&
          (first ? (
            <bdi title={money(first.amount, first.currency)}>{shortMoney(first.amount, first.currency)}</bdi>
          ) : (
            money(0, me.tenant.currency)
          ))
        }
        more={rest.slice(0, 3).map((sum) => (
          <bdi key={sum.currency} title={money(sum.amount, sum.currency)}>
            {shortMoney(sum.amount, sum.currency)}
          </bdi>
        ))}
      />
    </div>
  )
}

const sumsOf = (meta: ObjectMeta): string[] => (meta.fields.some((field) => field.key === VALUE && field.visibility === 'clear') ? [VALUE] : [])

const countText = ({ value, exact }: { value: number; exact: boolean }) => (exact ? number(value) : t('grid.count.about', { count: value }))

function Figure({ label, value, more = [], bad = false }: { label: string; value: ReactNode; more?: ReactNode[]; bad?: boolean }) {
  return (
    <>
      <span className="text-12 text-ink-2">{label}</span>
      <span className="flex flex-wrap items-baseline gap-x-2.5">
        {value === undefined ? <Skeleton className="h-7 w-16" /> : <span className={cn('text-24 font-semibold tabular-nums', bad && 'text-bad')}>{value}</span>}
        {more.length > 0 && <span className="flex flex-wrap gap-x-2 text-12 text-ink-2 tabular-nums">{more}</span>}
      </span>
    </>
  )
}
