import { cn } from './cn'

/// How far something with a known end has come.
export function Progress({ label, value, max, className }: { label: string; value: number; max: number; className?: string }) {
  const share = max === 0 ? 0 : Math.min(1, value / max)
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={max} aria-valuenow={value} className={cn('h-1.5 overflow-hidden rounded-full bg-press', className)}>
      <div className="h-full rounded-full bg-solid transition-[width] duration-200" style={{ width: `${share * 100}%` }} />
    </div>
  )
}
