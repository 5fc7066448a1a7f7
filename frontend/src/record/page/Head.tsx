import { Mail, MessageCircle, Phone, Plus, StickyNote } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { money } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { IconButton } from '@/ui/Button'
import { tip } from '@/ui/tip'
import { isMoney } from '../values'
import type { PanelProps } from './kind'
import { LocalTime } from './LocalTime'
import type { Reach } from './reach'

type Props = PanelProps & { title: string; reach: Reach; Below?: ComponentType<PanelProps> | undefined; onNote: (() => void) | null; onTask: (() => void) | null; compact: boolean }

/// What one wants to know and do first: the value, who it is, how to reach them.
export function Head({ title, reach, Below, onNote, onTask, compact, ...panel }: Props) {
  const { meta, record } = panel
  // What a list shows of it; a credit limit is not what somebody is worth.
  const value = meta.fields.find((field) => field.kind === 'money' && meta.defaultColumns.includes(field.key))
  const worth = value ? record[value.key] : null
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <Avatar name={title} size="lg" />
        <div className="min-w-0">
          {isMoney(worth) ? (
            <p className="text-20 font-semibold tabular-nums" title={value?.label}>
              <bdi>{money(worth.amount, worth.currency)}</bdi>
            </p>
          ) : (
            <p className="text-16 font-semibold">
              <bdi>{title}</bdi>
            </p>
          )}
          {Below && (
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">
              <Below {...panel} />
            </div>
          )}
          <LocalTime zone={record.timeZone} />
        </div>
      </div>
      {!compact && (
        <div className="flex gap-1.5 print:hidden">
          <Quick href={reach.call} label={t('record.call')} keys="C" icon={<Phone size={16} aria-hidden />} />
          <Quick href={reach.whatsApp} label={t('record.whatsApp')} keys="W" icon={<MessageCircle size={16} aria-hidden />} />
          <Quick href={reach.mail} label={t('record.mail')} keys="E" icon={<Mail size={16} aria-hidden />} />
          {onNote && (
            <IconButton variant="secondary" label={t('record.note')} keys="M" onClick={onNote}>
              <StickyNote size={16} aria-hidden />
            </IconButton>
          )}
          {onTask && (
            <IconButton variant="secondary" label={t('record.task')} keys="T" onClick={onTask}>
              <Plus size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      )}
    </div>
  )
}

function Quick({ href, label, keys, icon }: { href: string | null; label: string; keys: string; icon: ReactNode }) {
  if (href === null) return null
  return (
    <a
      href={href}
      aria-label={label}
      {...tip(label, { keys })}
      {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
      className="flex size-hit items-center justify-center rounded-control border border-line-strong bg-raised shadow-lift hover:bg-[color-mix(in_oklch,var(--raised)_96%,var(--ink))]"
    >
      {icon}
    </a>
  )
}
