import type { PipelineStatus } from '@/api/pipelines'
import { t } from '@/i18n/t'
import { StatusPill, TONE, toneOf } from '@/ui/Badge'
import { cn } from '@/ui/cn'

const WAY = new Set(['open', 'progress', 'waiting', 'won', 'done'])

type Shown = Pick<PipelineStatus, 'key' | 'label' | 'group' | 'color'>

/// The way through as the record page shows it, and the exits beside it.
export function PreviewBar({ statuses, current, compact = false }: { statuses: readonly Shown[]; current?: string | undefined; compact?: boolean }) {
  const way = statuses.filter((status) => WAY.has(status.group))
  const exits = statuses.filter((status) => !WAY.has(status.group))
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2" role="img" aria-label={t('pipelines.preview.label', { way: way.map((s) => s.label).join(' → '), exits: exits.map((s) => s.label).join(', ') || t('word.none') })}>
      <ol className={cn('min-w-0 flex-1 gap-1', compact ? 'flex' : 'grid grid-cols-[repeat(auto-fit,minmax(104px,1fr))]')}>
        {way.map((status) => (
          <li
            key={status.key}
            title={status.label}
            className={cn(
              'flex min-w-0 items-center justify-center rounded-control px-1.5 font-medium',
              compact ? 'h-2 max-w-16 flex-1 px-0' : 'h-8 text-12',
              TONE[toneOf(status.color)],
              status.key === current && 'outline-2 -outline-offset-2 outline-accent',
            )}
          >
            {!compact && <bdi className="truncate">{status.label || '…'}</bdi>}
          </li>
        ))}
      </ol>
      {!compact && exits.length > 0 && (
        <span className="flex flex-wrap gap-1">
          {exits.map((status) => (
            <StatusPill key={status.key} label={status.label || '…'} color={status.color} />
          ))}
        </span>
      )}
    </div>
  )
}
