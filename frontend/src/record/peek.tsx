import { ChevronDown, ChevronUp, Maximize2, X } from 'lucide-react'
import { createContext, type ReactNode, use, useEffect, useRef } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'

/// How the list beside a peek panel is walked; given by the list.
export type PeekControls = { onPrevious: () => void; onNext: () => void; onOpen: () => void; onClose: () => void }

const Controls = createContext<PeekControls | null>(null)

export const PeekProvider = Controls.Provider

/// Null on the record's own page.
export const usePeek = (): PeekControls | null => use(Controls)

type Props = { title: string; aside?: ReactNode; actions?: ReactNode; toolbar?: ReactNode; children: ReactNode }

/// The frame of a record beside its list, where its page has `Page`. The list stays and keeps the keyboard; the panel
/// is one Tab away.
export function PeekFrame({ title, aside, actions, toolbar, children }: Props) {
  const controls = usePeek()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // Escape closes it from inside; from the list, the list's own Escape does.
    const element = panel.current
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      controls?.onClose()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [controls])
  return (
    <aside ref={panel} aria-label={t('peek.label', { title })} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line ps-4 pe-1.5">
        <h2 dir="auto" className="min-w-0 truncate text-14 font-semibold">
          <bdi>{title}</bdi>
        </h2>
        {aside !== undefined && <span className="truncate text-12 text-ink-3">{aside}</span>}
        <span className="ms-auto flex shrink-0 items-center">
          {actions}
          <IconButton label={t('record.previous')} keys="[" size="sm" onClick={() => controls?.onPrevious()}>
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('record.next')} keys="]" size="sm" onClick={() => controls?.onNext()}>
            <ChevronDown size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('peek.open')} keys="Enter" size="sm" onClick={() => controls?.onOpen()}>
            <Maximize2 size={14} aria-hidden />
          </IconButton>
          <IconButton label={t('peek.close')} keys="Escape" size="sm" onClick={() => controls?.onClose()}>
            <X size={16} aria-hidden />
          </IconButton>
        </span>
      </header>
      {toolbar}
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden">{children}</div>
    </aside>
  )
}
