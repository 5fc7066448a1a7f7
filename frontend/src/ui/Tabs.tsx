import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { cn } from './cn'
import { useDirection } from './Direction'

type Tab = { value: string; label: string; count?: number | undefined; content: ReactNode }

/// One stop of Tab: arrows, Home and End go through the parts and show each.
export function Tabs({ label, tabs, value, onChange, className }: { label: string; tabs: readonly Tab[]; value: string; onChange: (value: string) => void; className?: string }) {
  const id = useId()
  const rtl = useDirection() === 'rtl'
  const shown = tabs.find((tab) => tab.value === value)
  const go = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key]
    const at = tabs.findIndex((tab) => tab.value === value)
    const to = step !== undefined ? (at + step + tabs.length) % tabs.length : event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : -1
    const next = tabs[to]
    if (!next) return
    event.preventDefault()
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
    onChange(next.value)
  }
  return (
    <div className={cn('flex min-h-0 flex-col', className)}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tabs in it have the focus */}
      <div role="tablist" aria-label={label} aria-orientation="horizontal" className="flex gap-1 overflow-x-auto border-b border-line px-4 py-1.5" onKeyDown={go}>
        {tabs.map((tab) => {
          const active = tab === shown
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}${tab.value}`}
              aria-selected={active}
              aria-controls={active ? `${id}panel` : undefined}
              tabIndex={active ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={cn('flex h-hit-dense shrink-0 items-center gap-1.5 rounded-control px-2.5 font-medium', active ? 'bg-soft text-soft-ink' : 'text-ink-2 hover:bg-hover')}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-12 tabular-nums">{tab.count}</span>}
            </button>
          )
        })}
      </div>
      {shown && (
        // What is in it may have nothing to stop at.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div key={shown.value} role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${shown.value}`} tabIndex={0} className="min-h-0 flex-1 outline-none">
          {shown.content}
        </div>
      )}
    </div>
  )
}
