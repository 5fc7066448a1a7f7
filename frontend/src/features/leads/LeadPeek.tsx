import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { directoryQuery, metaQuery, pathOf } from '@/api/records'
import { t } from '@/i18n/t'
import { PeekFrame } from '@/record/peek'
import { useRecord } from '@/record/useRecord'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { Lead } from './Lead'

/// A lead beside its list: the page's own components in a panel.
export function LeadPeek({ id }: { id: string }) {
  const { data: meta } = useSuspenseQuery(metaQuery('lead'))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: lead, error, refetch, changed } = useRecord('lead', pathOf(meta), id)
  if (lead) return <Lead key={id} meta={meta} lead={lead} users={users} changed={changed} />
  return (
    <PeekFrame title={error === null ? t('grid.loading') : t('lead.gone')}>
      <div className="p-4">{error === null ? <SkeletonRows rows={8} /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}</div>
    </PeekFrame>
  )
}
