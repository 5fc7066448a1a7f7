import '@/i18n/packs/deals'
import { Clock } from 'lucide-react'
import { date, relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { Badge } from '@/ui/Badge'
import { useNow } from '@/ui/useNow'
import { Closing } from './Closing'
import { staleFor } from './stale'

/// What the page of a deal has of its own.
export const DEAL: RecordKind = { object: 'deal', omit: ['staleAt', 'nextStep', 'result'], reassign: true, Below: ChanceAndClose, Facts: Closing }

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
