import { cn } from '@/ui/cn'

const DOT: Record<string, string> = { neutral: 'bg-ink-3', info: 'bg-info', accent: 'bg-accent', warn: 'bg-warn', ok: 'bg-ok', bad: 'bg-bad', ai: 'bg-ai' }

export function Dot({ color }: { color: string | null | undefined }) {
  return <span aria-hidden="true" className={cn('size-2 shrink-0 rounded-full', DOT[color ?? 'neutral'] ?? DOT['neutral'])} />
}
