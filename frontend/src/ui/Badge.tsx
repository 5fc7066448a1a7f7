import type { ReactNode } from 'react'
import { cn } from './cn'

export type Tone = 'neutral' | 'info' | 'accent' | 'warn' | 'ok' | 'bad' | 'ai'

export const TONE = {
  neutral: 'bg-surface-2 text-ink-2 ring-1 ring-inset ring-line',
  info: 'bg-info-soft text-info',
  accent: 'bg-soft text-soft-ink',
  warn: 'bg-warn-soft text-warn',
  ok: 'bg-ok-soft text-ok',
  bad: 'bg-bad-soft text-bad',
  ai: 'bg-ai-soft text-ai',
} satisfies Record<Tone, string>

export function toneOf(color: string | null | undefined): Tone {
  return color !== null && color !== undefined && color in TONE ? (color as Tone) : 'neutral'
}

export function Badge({ tone = 'neutral', children, className }: { tone?: Tone; children: ReactNode; className?: string }) {
  return (
    <span className={cn('inline-flex h-5 max-w-full items-center gap-1 rounded-chip px-1.5 text-12 font-medium whitespace-nowrap', TONE[tone], className)}>
      {children}
    </span>
  )
}

/// A status is a dot and a word, never a colour alone.
export function StatusPill({ label, color, className }: { label: string; color?: string | null | undefined; className?: string }) {
  return (
    <Badge tone={toneOf(color)} {...(className === undefined ? {} : { className })}>
      <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />
      <bdi className="truncate">{label}</bdi>
    </Badge>
  )
}
