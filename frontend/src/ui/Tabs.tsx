import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'

type Tab = { value: string; label: string; count?: number | undefined; content: ReactNode }

export function Tabs({ label, tabs, value, onChange, className }: { label: string; tabs: readonly Tab[]; value: string; onChange: (value: string) => void; className?: string }) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={cn('flex min-h-0 flex-col', className)}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line px-4 py-1.5">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="flex h-hit-dense shrink-0 items-center gap-1.5 rounded-control px-2.5 font-medium text-ink-2 hover:bg-hover data-[state=active]:bg-soft data-[state=active]:text-soft-ink"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-12 tabular-nums">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 flex-1 outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
