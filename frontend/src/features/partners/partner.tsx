import '@/i18n/packs/partners'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { partnersPeopleQuery } from '@/api/people'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { ProblemAlert } from '@/ui/ProblemAlert'

/// What the page of a partner has of its own.
export const PARTNER: RecordKind = { object: 'partner', Beside: LeadsAndPeople }

function LeadsAndPeople({ record }: PanelProps) {
  const me = useMe()
  return (
    <>
      {may(me, 'leads') && <RelatedList object="lead" field="partner" id={record.id} title={t('nav.leads')} empty={t('partner.leads.none')} />}
      {may(me, 'users') && <People partner={record.id} />}
    </>
  )
}

/// Who signs in for the firm, and how much of it they see.
function People({ partner }: { partner: string }) {
  const { data, error, isPending } = useQuery(partnersPeopleQuery(partner))
  if (isPending) return null
  return (
    <section aria-labelledby="partner-people">
      <h2 id="partner-people" className="mb-1.5 text-12 font-medium text-ink-3">
        {t('partner.people')}
      </h2>
      {error !== null && <ProblemAlert error={error} />}
      {data?.length === 0 && <p className="text-ink-3">{t('partner.people.none')}</p>}
      <ul className="flex flex-col">
        {data?.map((user) => (
          <li key={user.id} className="flex min-h-9 flex-wrap items-baseline gap-x-2 border-b border-line py-1.5 last:border-b-0">
            <Link to="/users" search={{ user: user.id, q: user.name }} className="font-medium text-accent">
              <bdi>{user.name}</bdi>
            </Link>
            <span className="text-12 text-ink-3">{t(user.dataVisibility === 'partner' ? 'partner.people.whole' : 'partner.people.own')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
