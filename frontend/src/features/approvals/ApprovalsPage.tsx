import '@/i18n/packs/approvals'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Settings2 } from 'lucide-react'
import { approvalsQuery, type Which } from '@/api/approvals'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { ApprovalItem } from '@/record/approvals/ApprovalItem'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { SkeletonRows } from '@/ui/Skeleton'

const LISTS: readonly Which[] = ['waiting', 'asked', 'decided']

/// What waits for the reader's consent, what he asked for himself, and what he decided.
export function ApprovalsPage() {
  const { which = 'waiting' } = useSearch({ from: '/shell/approvals' })
  const navigate = useNavigate()
  const me = useMe()
  const list = useInfiniteQuery(approvalsQuery(which))
  const approvals = list.data?.pages.flatMap((page) => page.approvals)
  return (
    <Page
      title={t('approvals.title')}
      actions={
        may(me, 'pipelines') && (
          <Link to="/settings/approvals" className="flex h-hit-dense items-center gap-1.5 rounded-control px-2.5 font-medium text-ink-2 hover:bg-hover">
            <Settings2 size={16} aria-hidden />
            {t('approvals.policies')}
          </Link>
        )
      }
      toolbar={
        <div className="flex shrink-0 border-b border-line px-4 py-2">
          <Segmented
            label={t('approvals.which')}
            value={which}
            options={LISTS.map((value) => ({ value, label: t(`approvals.which.${value}`) }))}
            onChange={(value) => void navigate({ to: '/approvals', search: value === 'waiting' ? {} : { which: value }, replace: true })}
          />
        </div>
      }
    >
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-3 p-4 sm:p-6">
        {list.error !== null && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {approvals === undefined && list.error === null && <SkeletonRows rows={4} />}
        {approvals?.length === 0 && !list.hasNextPage && <EmptyState kind="first" title={t(`approvals.none.${which}`)} text={t(`approvals.none.${which}.text`)} />}
        {approvals !== undefined && approvals.length > 0 && (
          <ul aria-label={t(`approvals.which.${which}`)} className="flex flex-col gap-3">
            {approvals.map((approval) => (
              <ApprovalItem key={approval.id} approval={approval} named />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <div className="flex justify-center">
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more.show')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  )
}
