import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { aggregateQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { number } from '@/i18n/format'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'
import { Card } from './Card'
import { barsOf, leadFilter, type Whose } from './figures'

const FILL: Record<string, string> = { neutral: 'bg-control', info: 'bg-info', accent: 'bg-accent', warn: 'bg-warn', ok: 'bg-ok', bad: 'bg-bad', ai: 'bg-ai' }

/// How many leads stand where; each bar leads to its leads.
export function ByStatus({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const status = meta.fields.find((field) => field.kind === 'status')
  const { data, error, refetch } = useQuery(aggregateQuery(meta, leadFilter(whose), [], 'status'))
  const bars = status ? barsOf(data?.groups ?? [], status) : []
  return (
    <Card title={t(whose === 'me' ? 'home.byStatus' : 'home.byStatus.team')} aside={data && <span className="text-12 text-ink-3 tabular-nums">{t('home.leads', { count: data.count.value })}</span>}>
      {error !== null && !data && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && error === null && (
        <div className="flex flex-col gap-3 p-4">
          {Array.from({ length: 5 }, (_, i) => (
            <Skeleton key={i} className="h-4 w-full" />
          ))}
        </div>
      )}
      {data && bars.length === 0 && <p className="px-4 py-6 text-center text-ink-2">{t('home.byStatus.empty')}</p>}
      <ul className="p-2">
        {bars.map((bar) => (
          <li key={bar.value}>
            <Link
              to="/leads"
              search={{ filter: leadFilter(whose, { field: 'status', op: 'in', value: [bar.value] }) }}
              className="grid h-7 grid-cols-[minmax(0,9.5rem)_minmax(0,1fr)_3rem] items-center gap-3 rounded-control px-2 hover:bg-hover touch:h-11"
            >
              <bdi className="truncate">{bar.label}</bdi>
              <span aria-hidden="true" className="h-2">
                <span className={cn('block h-full min-w-1 rounded-full', FILL[bar.color ?? 'neutral'] ?? FILL['neutral'])} style={{ width: `${bar.share * 100}%` }} />
              </span>
              <span className="text-end tabular-nums">{number(bar.count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
