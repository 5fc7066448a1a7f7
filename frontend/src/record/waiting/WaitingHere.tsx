import { CircleCheck, CirclePlus, Clock, type LucideIcon, MessageSquareText, TriangleAlert, Workflow } from 'lucide-react'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { Entry } from '@/offline/entry'
import { cn } from '@/ui/cn'
import { wordsOf } from './words'

const ICON: Record<Entry['work']['kind'], LucideIcon> = { note: MessageSquareText, task: CirclePlus, complete: CircleCheck, move: Workflow }

/// What was written about a record and has not reached the server, above what has.
export function WaitingHere({ entries }: { entries: readonly Entry[] }) {
  return (
    <section aria-label={t('queue.here')} className="rounded-card border border-dashed border-line-strong px-3 py-2">
      <h2 className="mb-1 flex items-center gap-1.5 text-12 font-medium text-ink-3">
        <Clock size={14} aria-hidden />
        {t('queue.here')}
      </h2>
      <ul>
        {entries.map((entry) => {
          const Icon = ICON[entry.work.kind]
          const refused = entry.state === 'conflict' || entry.state === 'failed'
          return (
            <li key={entry.id} className="flex items-start gap-2 py-1" title={dateTime(new Date(entry.at).toISOString())}>
              {refused ? <TriangleAlert size={14} className="mt-0.5 shrink-0 text-warn" aria-hidden /> : <Icon size={14} className="mt-0.5 shrink-0 text-ink-3" aria-hidden />}
              <span dir="auto" className="min-w-0 flex-1 whitespace-pre-line [overflow-wrap:anywhere]">
                {wordsOf(entry)}
              </span>
              <span className={cn('shrink-0 text-12', refused ? 'text-warn' : 'text-ink-3')}>{t(`queue.state.${entry.state}`)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
