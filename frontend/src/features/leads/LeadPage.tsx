import '@/i18n/packs/leads'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { directoryQuery, metaQuery, pathOf } from '@/api/records'
import { t } from '@/i18n/t'
import { RecordSkeleton } from '@/record/RecordSkeleton'
import { useRecord } from '@/record/useRecord'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Lead } from './Lead'

export function LeadPage() {
  const { id } = useParams({ from: '/shell/leads/$id' })
  const { data: meta } = useSuspenseQuery(metaQuery('lead'))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: lead, error, refetch, changed } = useRecord('lead', pathOf(meta), id)

  if (lead) return <Lead key={id} meta={meta} lead={lead} users={users} changed={changed} />
  if (error === null) return <RecordSkeleton />
  if (isProblem(error) && (error.status === 404 || error.status === 400)) {
    return (
      <Page title={t('lead.gone')}>
        <EmptyState
          kind="noRights"
          title={t('lead.gone')}
          text={t('lead.gone.text')}
          action={
            <Link to="/leads" className="font-medium text-accent underline underline-offset-2">
              {t('lead.back')}
            </Link>
          }
        />
      </Page>
    )
  }
  return (
    <Page title={t('nav.leads')} reading>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
    </Page>
  )
}
