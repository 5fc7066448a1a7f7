import { CircleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'

type Props = { icon: ReactNode; title: string; error: string | undefined; disabled: boolean; onRemove: () => void; children?: ReactNode }

/// One condition or effect: what it is, its settings, and the way to take it out.
export function Item({ icon, title, error, disabled, onRemove, children }: Props) {
  return (
    <li tabIndex={-1} data-invalid={error === undefined ? undefined : ''} className={cn('flex flex-col gap-3 rounded-card border p-3', error === undefined ? 'border-line' : 'border-bad')}>
      <div className="flex min-h-7 items-center gap-2">
        <span className="text-ink-3">{icon}</span>
        <h4 className="min-w-0 flex-1 font-medium">{title}</h4>
        {!disabled && (
          <IconButton label={t('pipelines.item.remove', { title })} size="sm" onClick={onRemove}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
      {children}
      {error !== undefined && (
        <p className="flex items-start gap-1 text-12 text-bad">
          <CircleAlert size={14} className="mt-px" aria-hidden />
          {error}
        </p>
      )}
    </li>
  )
}
