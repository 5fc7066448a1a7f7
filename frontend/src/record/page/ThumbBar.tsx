import { MessageCircle, Phone, Plus, StickyNote } from 'lucide-react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import type { Reach } from './reach'

/// One hand on a phone: call, WhatsApp, note, task.
export function ThumbBar({ reach, onNote, onTask }: { reach: Reach; onNote: (() => void) | null; onTask: (() => void) | null }) {
  const item = 'flex h-12 min-w-0 flex-auto items-center justify-center gap-1.5 rounded-control px-2 text-13 font-medium'
  return (
    <div className="flex shrink-0 gap-1.5 border-t border-line bg-surface px-3 py-2 print:hidden">
      {reach.call && (
        <a href={reach.call} className={cn(item, 'bg-solid text-on-solid')}>
          <Phone size={16} aria-hidden />
          {t('record.call')}
        </a>
      )}
      {reach.whatsApp && (
        <a href={reach.whatsApp} target="_blank" rel="noreferrer noopener" className={cn(item, 'bg-ok-soft text-ok')}>
          <MessageCircle size={16} aria-hidden />
          {t('record.whatsApp')}
        </a>
      )}
      {onNote && (
        <button type="button" className={cn(item, 'border border-line-strong')} onClick={onNote}>
          <StickyNote size={16} aria-hidden />
          {t('record.note.short')}
        </button>
      )}
      {onTask && (
        <button type="button" className={cn(item, 'border border-line-strong')} onClick={onTask}>
          <Plus size={16} aria-hidden />
          {t('record.task.short')}
        </button>
      )}
    </div>
  )
}
