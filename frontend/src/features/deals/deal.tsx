import '@/i18n/packs/deals'
import { Clock } from 'lucide-react'
import { date, relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { fieldValue } from '@/record/FieldValue'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { Badge } from '@/ui/Badge'
import { useNow } from '@/ui/useNow'
import { Closing } from './Closing'
import { staleFor } from './stale'

/// What the page of a deal has of its own.
export const DEAL: RecordKind = { object: 'deal', omit: ['staleAt', 'nextStep', 'result'], reassign: true, Below: ChanceAndClose, Facts: Closing, Beside: Offered }

/// What was offered for it.
function Offered({ meta, record }: PanelProps) {
  const me = useMe()
  const deal = { object: meta.key, id: record.id, label: String(record[meta.titleField] ?? '') }
  return may(me, 'proposals') ? (
    <RelatedList
      object="proposal"
      field="deal"
      id={record.id}
      title={t('deal.proposals')}
      empty={t('deal.proposals.none')}
      fields={['status', 'total']}
      make={record['deleted'] !== true && record.can?.update === true ? { label: t('deal.proposals.new'), given: { deal } } : undefined}
    />
  ) : null
}

/// How likely, when, and whether it was forgotten.
function ChanceAndClose({ meta, record }: PanelProps) {
  const now = useNow()
  const chance = meta.fields.find((field) => field.key === 'probability')
  const closes = record['expectedClose']
  const days = staleFor(record, now)
  const closed = record['closedAt']
  return (
    <>
      {chance && record[chance.key] !== null && fieldValue(chance, record[chance.key])}
      {typeof closed === 'string' ? <span>{t('deal.closed', { when: relative(closed, now) })}</span> : typeof closes === 'string' && <span>{t('deal.closes', { day: date(closes) })}</span>}
      {days !== null && (
        <Badge tone="warn">
          <Clock size={12} aria-hidden />
          {t('deal.stale', { days })}
        </Badge>
      )}
    </>
  )
}
