import { t } from '@/i18n/t'
import { Skeleton, SkeletonRows } from '@/ui/Skeleton'

/// The shape of a record page before its record is here.
export function RecordSkeleton() {
  return (
    <div role="status" aria-label={t('word.loading')} className="flex h-full flex-col">
      <div className="flex h-12 items-center gap-3 border-b border-line px-4">
        <Skeleton className="h-4 w-48" />
        <Skeleton className="h-3 w-24" />
      </div>
      <div className="flex gap-1 border-b border-line px-3 py-2">
        {Array.from({ length: 6 }, (_, i) => (
          <Skeleton key={i} className="h-8 flex-1 rounded-control!" />
        ))}
      </div>
      <div className="grid min-h-0 flex-1 sm:grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[300px_minmax(0,1fr)_300px]">
        <div className="flex flex-col gap-3 p-4">
          <Skeleton className="h-7 w-32" />
          {Array.from({ length: 9 }, (_, i) => (
            <Skeleton key={i} className="h-3.5 w-full" />
          ))}
        </div>
        <div className="hidden border-s border-line p-4 sm:block">
          <Skeleton className="mb-6 h-11 w-full rounded-sheet!" />
          <SkeletonRows rows={6} />
        </div>
        <div className="hidden border-s border-line p-4 xl:block">
          <SkeletonRows rows={4} />
        </div>
      </div>
    </div>
  )
}
