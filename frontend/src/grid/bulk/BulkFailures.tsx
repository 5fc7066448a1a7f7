import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type BulkOperation, bulkFailures } from '@/api/bulk'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'

const PAGE = 100

/// Which records stayed as they were, and what each was refused with.
export function BulkFailures({ operation, onClose }: { operation: BulkOperation; onClose: () => void }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['bulk', 'failures', operation.id],
    queryFn: ({ pageParam, signal }) => bulkFailures(operation.id, pageParam, signal),
    initialPageParam: -1,
    getNextPageParam: (last) => (last.length < PAGE ? null : last.at(-1)?.position),
  })
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('bulk.failed.title')} description={t('bulk.failed', { count: operation.failed })}>
      <ProblemAlert error={error} />
      <ul className="flex flex-col divide-y divide-line">
        {data?.pages.flat().map(({ position, record, title, message }) => {
          const href = title === undefined ? null : recordHref(operation.object, record)
          return (
            <li key={position} className="py-2">
              {href === null ? (
                <span className="text-ink-3">{title ?? t('bulk.failed.hidden')}</span>
              ) : (
                <Link to={href} className="font-medium text-link hover:underline">
                  {title}
                </Link>
              )}
              <p className="text-ink-2">{message}</p>
            </li>
          )
        })}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('bulk.failed.more')}
        </Button>
      )}
    </Sheet>
  )
}
