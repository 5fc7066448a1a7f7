import '@/i18n/packs/tickets'
import { Clock, Pause, Star } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import type { ComposeProps, PanelProps, RecordKind, RemarkProps } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { isPerson } from '@/record/values'
import { Badge } from '@/ui/Badge'
import { useNow } from '@/ui/useNow'
import { promisedOf } from './clocks'

// What a page needs only once its record is there.
const LaterMacros = lazy(() => import('./Macros').then((module) => ({ default: module.Macros })))
const LaterSplit = lazy(() => import('./SplitRemark').then((module) => ({ default: module.SplitRemark })))
const LaterSteps = lazy(() => import('./Steps').then((module) => ({ default: module.Steps })))

const Steps = (panel: PanelProps) => <Suspense fallback={null}><LaterSteps {...panel} /></Suspense>
const Macros = (compose: ComposeProps) => <Suspense fallback={null}><LaterMacros {...compose} /></Suspense>
const SplitRemark = (remark: RemarkProps) => <Suspense fallback={null}><LaterSplit {...remark} /></Suspense>

/// What the page of a ticket has of its own.
export const TICKET: RecordKind = {
  object: 'ticket',
  omit: ['nextStep', 'slaPaused', 'slaFirstDue', 'slaResolveDue', 'firstBreachedAt', 'resolveBreachedAt'],
  reassign: true,
  Below: PriorityAndClocks,
  Facts: Steps,
  Beside: SplitOff,
  Compose: Macros,
  Remark: SplitRemark,
}

/// Tickets that remarks on this one became.
function SplitOff({ record }: PanelProps) {
  return <RelatedList object="ticket" field="splitFrom" id={record.id} title={t('ticket.splitOff')} empty={t('ticket.splitOff.none')} />
}

/// How urgent, how much time is left, and whether anybody has it.
function PriorityAndClocks({ meta, record }: PanelProps) {
  const now = useNow()
  const priority = meta.fields.find((field) => field.key === 'priority')
  const rated = record['satisfaction']
  const reopened = Number(record['reopenedCount'] ?? 0)
  return (
    <>
      {priority && fieldValue(priority, record[priority.key])}
      {promisedOf(record, now).map(({ clock, at, late }) => (
        <Badge key={clock} tone={late ? 'bad' : 'neutral'}>
          <Clock size={12} aria-hidden />
          {t(late ? `ticket.${clock}.late` : `ticket.${clock}`, { when: relative(at, now) })}
        </Badge>
      ))}
      {record['slaPaused'] === true && (
        <Badge tone="info">
          <Pause size={12} aria-hidden />
          {t('ticket.paused')}
        </Badge>
      )}
      {typeof rated === 'number' && (
        <Badge tone={rated >= 4 ? 'ok' : rated <= 2 ? 'bad' : 'neutral'}>
          <Star size={12} aria-hidden />
          {t('ticket.rated', { satisfaction: rated })}
        </Badge>
      )}
      {reopened > 0 && <Badge tone="warn">{t('ticket.reopened', { count: reopened })}</Badge>}
      {!isPerson(record['owner']) && <span className="text-ink-2">{t('ticket.nobody')}</span>}
    </>
  )
}
