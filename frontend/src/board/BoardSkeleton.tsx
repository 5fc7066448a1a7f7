import { Skeleton } from '@/ui/Skeleton'

/// The size of the board to come.
export function BoardSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 gap-3 overflow-hidden p-3">
      {[5, 3, 4, 2].map((cards) => (
        <div key={cards} className="flex w-68 shrink-0 flex-col gap-2 rounded-card bg-surface-2 p-2">
          <Skeleton className="h-8 w-3/5" />
          {Array.from({ length: cards }, (_, i) => (
            <Skeleton key={i} className="h-22 w-full" />
          ))}
        </div>
      ))}
    </div>
  )
}
