import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ON_DEVICE } from '@/api/client'
import { someRows } from '@/api/records'
import type { ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { recordHref } from '@/record/links'
import { fieldText, isPerson } from '@/record/values'
import { Avatar } from '@/ui/Avatar'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SkeletonRows } from '@/ui/Skeleton'
import { Card, CARD_LINK } from './Card'
import { newThisWeek, type Whose } from './figures'

const SHOWN = 6
const FIELDS = ['title', 'company', 'status', 'source', 'owner', 'createdAt']

export function NewLeads({ whose, meta }: { whose: Whose; meta: ObjectMeta }) {
  const filter = newThisWeek(whose)
  const { data, error, refetch } = useQuery({
    queryKey: ['lead', 'newest', whose],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => {
      const fields = FIELDS.filter((key) => meta.fields.some((field) => field.key === key))
      return someRows(meta, { filter, sort: '-createdAt', fields, limit: SHOWN }, signal)
    },
  })
  const field = (key: string) => meta.fields.find((each) => each.key === key)
  const status = field('status')
  return (
    <Card
      title={t(whose === 'me' ? 'home.newLeads' : 'home.newLeads.team')}
      aside={
        <Link to="/leads" search={{ filter, sort: '-createdAt' }} className={CARD_LINK}>
          {t('home.newLeads.all')}
        </Link>
      }
    >
      {error !== null && !data && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && error === null && <SkeletonRows rows={4} className="p-4" />}
      {data?.length === 0 && <p className="px-4 py-6 text-center text-ink-2">{t('home.newLeads.empty')}</p>}
      <ul>
        {data?.map((row) => {
          const title = String(row[meta.titleField] || t('grid.untitled'))
          const below = whose === 'team' && isPerson(row['owner']) ? row['owner'].name : ['company', 'source'].map((key) => textOf(meta, row, key)).filter(Boolean).join(' · ')
          return (
            <li key={row.id} className="border-b border-line last:border-b-0">
              <Link to={recordHref('lead', row.id) ?? '.'} className="flex items-center gap-3 px-4 py-2 hover:bg-hover">
                <Avatar name={title} />
                <span className="min-w-0 flex-1">
                  <bdi className="block truncate font-medium">{title}</bdi>
                  <bdi className="block truncate text-12 text-ink-2">{below}</bdi>
                </span>
                <span className="flex shrink-0 flex-col items-end gap-0.5">
                  {status && fieldValue(status, row['status'])}
                  <RelativeTime at={typeof row['createdAt'] === 'string' ? row['createdAt'] : null} className="text-12 text-ink-3" />
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function textOf(meta: ObjectMeta, row: Row, key: string): string {
  const field = meta.fields.find((each) => each.key === key)
  return field ? fieldText(field, row[key]) : ''
}
