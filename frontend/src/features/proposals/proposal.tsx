import '@/i18n/packs/proposalPage'
import { Link } from '@tanstack/react-router'
import { Eye } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { date, relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { recordHref } from '@/record/links'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { isRef } from '@/record/values'
import { Badge } from '@/ui/Badge'
import { SkeletonRows } from '@/ui/Skeleton'
import { useNow } from '@/ui/useNow'

// The lines come beside the record's data, so that head and facts need not wait for them.
const LaterWork = lazy(() => import('./Work').then((module) => ({ default: module.Work })))

const Work = (panel: PanelProps) => <Suspense fallback={<SkeletonRows rows={5} className="p-4" />}><LaterWork {...panel} /></Suspense>

/// What the page of a proposal has of its own.
export const PROPOSAL: RecordKind = { object: 'proposal', omit: ['net', 'tax', 'discount', 'revision', 'viewedAt'], Below: Standing, Main: Work, Beside: Versions }

/// Which version of what for which deal, and how it stands.
function Standing({ meta, record }: PanelProps) {
  const now = useNow()
  const deal = isRef(record['deal']) ? record['deal'] : null
  const href = deal ? recordHref('deal', deal.id) : null
  const status = meta.fields.find((field) => field.key === 'status')
  return (
    <>
      {status && fieldValue(status, record['status'])}
      <span>{t('proposal.revision', { revision: Number(record['revision'] ?? 1) })}</span>
      {typeof record['validUntil'] === 'string' && <span>{t('proposal.until', { day: date(record['validUntil']) })}</span>}
      {typeof record['viewedAt'] === 'string' && (
        <Badge tone="info">
          <Eye size={12} aria-hidden />
          {t('proposal.viewed', { when: relative(record['viewedAt'], now) })}
        </Badge>
      )}
      {deal && href !== null && (
        <Link to={href} className="truncate font-medium text-accent">
          <bdi>{deal.label}</bdi>
        </Link>
      )}
    </>
  )
}

function Versions({ record }: PanelProps) {
  return <RelatedList object="proposal" field="number" id={String(record['number'] ?? '')} title={t('proposal.versions')} empty={t('proposal.versions.none')} fields={['revision', 'status', 'total']} />
}
