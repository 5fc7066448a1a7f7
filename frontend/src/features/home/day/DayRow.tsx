import { Link } from '@tanstack/react-router'
import { Check, CircleDollarSign, LifeBuoy, type LucideIcon, Moon, Phone, UserRound } from 'lucide-react'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { TASK } from '@/record/tasks/task'
import { Badge } from '@/ui/Badge'
import { cn } from '@/ui/cn'
import { type DayItem, subjectOf } from './day'
import { wordsOf } from './reasons'

const ICON: Record<string, LucideIcon> = { lead: UserRound, deal: CircleDollarSign, ticket: LifeBuoy }
const SHOWN_REASONS = 4

type Props = {
  item: DayItem
  /// Its place among all rows shown.
  index: number
  current: boolean
  now: number
  mayWrite: boolean
  onFocus: (index: number) => void
  onComplete: (item: DayItem) => void
  onNotToday: (item: DayItem) => void
}

/// One thing to do: what it is, whom it is for, and why it stands here.
export function DayRow({ item, index, current, now, mayWrite, onFocus, onComplete, onNotToday }: Props) {
  const subject = subjectOf(item)
  const Icon = ICON[item.object]
  const { customer } = item
  const reasons = item.reasons.flatMap((reason) => wordsOf(reason, new Date(now)) ?? []).slice(0, SHOWN_REASONS)
  const named = customer && customer.id !== subject.id && customer.name !== item.title ? customer.name : null
  return (
    <div
      role="row"
      data-day={index}
      tabIndex={current ? 0 : -1}
      aria-label={[item.title, item.about?.label, ...reasons.map(({ text }) => text)].filter(Boolean).join(', ')}
      className="group/day flex items-start gap-1.5 border-b border-line px-2 py-1.5 last:border-b-0 hover:bg-row-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
      onFocus={() => onFocus(index)}
    >
      <span role="gridcell" className="flex size-hit-dense shrink-0 items-center justify-center">
        {item.object === TASK && mayWrite ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('tasks.completeOne', { title: item.title })}
            title={`${t('tasks.complete')} (X)`}
            className="group/check flex size-hit-dense items-center justify-center rounded-full"
            onClick={() => onComplete(item)}
          >
            <span className="flex size-4.5 items-center justify-center rounded-full border border-control text-transparent group-hover/check:border-ok group-hover/check:text-ok">
              <Check size={12} strokeWidth={3} aria-hidden />
            </span>
          </button>
        ) : (
          Icon && <Icon size={16} className="text-ink-3" aria-hidden />
        )}
      </span>
      <span role="gridcell" className="flex min-w-0 flex-1 flex-col gap-1 py-0.5">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link to={recordHref(item.object, item.id) ?? '.'} tabIndex={-1} className="max-w-full truncate rounded-chip font-medium hover:underline touch:leading-7">
            <bdi>{item.title || t('grid.untitled')}</bdi>
          </Link>
          {item.about && (
            <Link to={recordHref(subject.object, subject.id) ?? '.'} tabIndex={-1} className="max-w-full truncate rounded-chip text-12 text-ink-2 hover:text-accent hover:underline touch:leading-7">
              <bdi>{subject.label}</bdi>
            </Link>
          )}
          {named && <bdi className="max-w-full truncate text-12 text-ink-2">{named}</bdi>}
          {customer?.phone && <PhoneOf phone={customer.phone} masked={customer.phoneMasked} />}
        </span>
        <span className="flex flex-wrap gap-1">
          {reasons.map(({ text, tone }) => (
            <Badge key={text} tone={tone}>
              {text}
            </Badge>
          ))}
        </span>
      </span>
      <span role="gridcell" className="flex shrink-0 items-center">
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('home.day.notTodayOne', { title: item.title })}
          title={`${t('home.day.notToday')} (D)`}
          className={cn(
            'flex size-7 items-center justify-center rounded-control text-ink-3 hover:bg-press hover:text-ink touch:size-11',
            'opacity-0 group-focus-within/day:opacity-100 group-hover/day:opacity-100 touch:opacity-100',
          )}
          onClick={() => onNotToday(item)}
        >
          <Moon size={14} aria-hidden />
        </button>
      </span>
    </div>
  )
}

function PhoneOf({ phone, masked }: { phone: string; masked: boolean }) {
  if (masked) return <bdi className="text-12 text-ink-3 tabular-nums">{phone}</bdi>
  return (
    <a href={`tel:${phone}`} tabIndex={-1} className="inline-flex items-center gap-1 rounded-chip text-12 text-ink-2 tabular-nums hover:text-accent hover:underline touch:leading-7">
      <Phone size={12} aria-hidden />
      <bdi>{phone}</bdi>
    </a>
  )
}
