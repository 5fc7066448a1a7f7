import { cn } from './cn'

/// Takes the final size of what is loading, so nothing moves when it arrives.
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn('block animate-pulse rounded-chip bg-line', className)} />
}

export function SkeletonRows({ rows = 6, className }: { rows?: number; className?: string }) {
  return (
    <div className={cn('flex flex-col gap-3', className)} aria-hidden="true">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex items-center gap-3">
          <Skeleton className="size-7 rounded-full" />
          <Skeleton className={cn('h-3', ['w-2/3', 'w-1/2', 'w-3/5'][i % 3])} />
        </div>
      ))}
    </div>
  )
}
