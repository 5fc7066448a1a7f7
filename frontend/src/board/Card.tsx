import { CalendarClock, EllipsisVertical, Hourglass } from 'lucide-react'
import { memo } from 'react'
import type { Row } from '@/api/types'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { fieldText, isPerson } from '@/record/values'
import { Avatar } from '@/ui/Avatar'
import { cn } from '@/ui/cn'
import type { CardFields } from './columns'
import { type StepKind, stepOf } from './steps'

const STEP_TONE: Record<StepKind, string> = { overdue: 'text-bad', today: 'text-warn', planned: 'text-ok', none: 'text-ink-3' }

type Props = { row: Row; fields: CardFields; href: string | null; active: boolean; peeked: boolean; ended: boolean; movable: boolean; now: number; top: number; size: number; place: number }

/// One card: plain elements only, no handlers; the board listens for all of them.
export const Card = memo(function Card({ row, fields, href, active, peeked, ended, movable, now, top, size, place }: Props) {
  const title = (fields.title && fieldText(fields.title, row[fields.title.key])) || t('grid.untitled')
  const owner = fields.owner ? row[fields.owner.key] : null
  const worth = fields.worth ? fieldText(fields.worth, row[fields.worth.key]) : ''
  const due = fields.step ? row[fields.step.key] : undefined
  const step = stepOf(due, now)
  const staleFrom = fields.stale ? row[fields.stale.key] : null
  const stale = !ended && typeof staleFrom === 'string' && Date.parse(staleFrom) <= now
  return (
    <li
      data-card={row.id}
      data-place={place}
      aria-setsize={size < 0 ? undefined : size}
      aria-posinset={place + 1}
      className="group/card absolute inset-x-0 top-0 px-2 [contain:layout_style]"
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        className={cn(
          'relative flex h-22 flex-col justify-between rounded-card border bg-raised px-3 py-2 shadow-lift hoverable:hover:border-line-strong',
          peeked ? 'border-accent' : 'border-line',
        )}
      >
        <span className="flex pe-6">
          <a
            // a long name in letters of the other direction is cut at its own end
            dir="auto"
            href={href ?? undefined}
            data-open=""
            tabIndex={active ? 0 : -1}
            draggable={false}
            className="truncate font-medium outline-none after:absolute after:inset-0 after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {title}
          </a>
        </span>
        <span className="truncate text-12 text-ink-2">{fields.below && <bdi>{fieldText(fields.below, row[fields.below.key])}</bdi>}</span>
        <span className="flex min-w-0 items-center gap-2">
          {worth !== '' && <bdi className="shrink-0 font-semibold tabular-nums">{worth}</bdi>}
          <span className="ms-auto flex min-w-0 items-center gap-2">
            {stale && (
              <span className="shrink-0 text-warn" title={t('board.stale')}>
                <Hourglass size={12} aria-hidden />
                <span className="sr-only">{t('board.stale')}</span>
              </span>
            )}
            {fields.step && !ended && (
              <span className={cn('flex min-w-0 items-center gap-1 truncate text-12', STEP_TONE[step])}>
                <CalendarClock size={12} aria-hidden />
                <span className="truncate">
                  {t(`board.step.${step}`)}
                  {(step === 'planned' || step === 'overdue') && typeof due === 'string' && <span className="sr-only"> {relative(due, now)}</span>}
                </span>
              </span>
            )}
            {isPerson(owner) && owner.name !== null && <Avatar name={owner.name ?? t('timeline.system')} size="sm" />}
          </span>
        </span>
        {movable && (
          <button
            type="button"
            data-move=""
            tabIndex={-1}
            aria-label={t('board.move', { title })}
            title={t('board.move', { title })}
            className="absolute end-1 top-1 z-1 flex size-7 items-center justify-center rounded-control text-ink-3 hover:bg-hover hover:text-ink touch:size-11"
          >
            <EllipsisVertical size={14} aria-hidden />
          </button>
        )}
      </div>
    </li>
  )
})
