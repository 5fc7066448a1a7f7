import { duration, relative, shortMoney } from '@/i18n/format'
import { t } from '@/i18n/t'
import { dueText } from '@/record/tasks/due'
import { bucketOf } from '@/record/tasks/dueTimes'
import type { Tone } from '@/ui/Badge'
import type { DayReason } from './day'

export type Words = { text: string; tone: Tone }

/// A reason as people say it; null for one this version of the app does not know.
export function wordsOf(reason: DayReason, now = new Date()): Words | null {
  const { at } = reason
  switch (reason.code) {
    case 'DUE':
      return at ? { text: dueText(at, now), tone: toneAt(at, now) } : null
    case 'NEXT_STEP':
      return at ? { text: late(at, now) ? t('home.reason.step.late', { for: since(at, now) }) : t('home.reason.step', { when: dueText(at, now) }), tone: toneAt(at, now) } : null
    case 'FIRST_RESPONSE':
      return at ? { text: t(late(at, now) ? 'home.reason.first.late' : 'home.reason.first', { for: since(at, now) }), tone: toneAt(at, now) } : null
    case 'RESOLUTION':
      return at ? { text: t(late(at, now) ? 'home.reason.resolve.late' : 'home.reason.resolve', { for: since(at, now) }), tone: toneAt(at, now) } : null
    case 'CLOSE':
      return at ? { text: t(late(at, now) ? 'home.reason.close.late' : 'home.reason.close', { for: since(at, now) }), tone: toneAt(at, now) } : null
    case 'STALE':
      return at ? { text: t('home.reason.stale', { for: since(at, now) }), tone: 'warn' } : null
    case 'ESCALATED':
      return at ? { text: t('home.reason.escalated', { when: relative(at, now.getTime()) }), tone: 'bad' } : null
    case 'STILL_NEW':
      return at ? { text: t('home.reason.new', { for: since(at, now) }), tone: 'info' } : null
    case 'NO_NEXT_STEP':
      return { text: t('home.reason.unplanned'), tone: 'neutral' }
    case 'VALUE':
      return reason.value ? { text: shortMoney(reason.value.amount, reason.value.currency), tone: 'neutral' } : null
    case 'HOT':
      return { text: t('home.reason.hot'), tone: 'warn' }
    case 'PRIORITY':
      return reason.word === 'urgent' || reason.word === 'critical' || reason.word === 'high' ? { text: t(`home.reason.priority.${reason.word}`), tone: 'warn' } : null
    default:
      return null
  }
}

const late = (at: string, now: Date) => new Date(at).getTime() < now.getTime()

const since = (at: string, now: Date) => duration(Math.abs(now.getTime() - new Date(at).getTime()) / 1000)

function toneAt(at: string, now: Date): Tone {
  const bucket = bucketOf(at, now)
  return bucket === 'overdue' ? 'bad' : bucket === 'today' ? 'warn' : 'neutral'
}
