import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { approveRequest, type AssignmentRequest, rejectRequest, requestsQuery } from '@/api/assignmentRequests'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Avatar } from '@/ui/Avatar'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { EmptyState } from '@/ui/EmptyState'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'

/// Who waits for an answer, the longest waiting first.
export function RequestsSheet({ onClose }: { onClose: () => void }) {
  const list = useInfiniteQuery(requestsQuery)
  const requests = list.data?.pages.flatMap((page) => page.requests)
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('requests.title')} description={t('requests.text')}>
      <div className="flex flex-col gap-3">
        {list.error !== null && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {requests === undefined && list.error === null && <SkeletonRows rows={3} />}
        {requests?.length === 0 && !list.hasNextPage && <EmptyState kind="first" title={t('requests.none')} text={t('requests.none.text')} />}
        {requests !== undefined && requests.length > 0 && (
          <ul className="flex flex-col gap-2">
            {requests.map((request) => (
              <Waiting key={request.id} request={request} onLeave={onClose} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('requests.more')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

function Waiting({ request, onLeave }: { request: AssignmentRequest; onLeave: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState<string | null>(null)
  const name = request.user.name ?? t('filter.someone')
  const answered = (words: string) => {
    toast(words)
    void queries.invalidateQueries({ queryKey: requestsQuery.queryKey })
    void queries.invalidateQueries({ queryKey: [request.object] })
  }
  const approve = useMutation({ mutationFn: () => approveRequest(request.id), meta: { shown: true }, onSuccess: () => answered(t('requests.approved', { name })) })
  const reject = useMutation({ mutationFn: (why: string) => rejectRequest(request.id, why), meta: { shown: true }, onSuccess: () => answered(t('requests.rejected', { name })) })
  const href = recordHref(request.object, request.record)
  const title = <bdi className="font-medium">{request.title ?? t('grid.untitled')}</bdi>
  return (
    <li className="flex flex-col gap-3 rounded-card border border-line p-3">
      <div className="flex items-start gap-3">
        <Avatar name={name} />
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <p>
            {href === null ? (
              title
            ) : (
              <Link to={href} className="hover:underline" onClick={onLeave}>
                {title}
              </Link>
            )}
          </p>
          <p className="text-12 text-ink-3">
            <bdi>{name}</bdi> · <RelativeTime at={request.askedAt} />
          </p>
          <p className="mt-1 text-ink-2" dir="auto">
            {request.reason}
          </p>
        </div>
      </div>
      <ProblemAlert error={approve.error ?? reject.error} fields={['reason']} />
      {reason === null ? (
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="sm" disabled={approve.isPending} onClick={() => setReason('')}>
            {t('requests.reject')}
          </Button>
          <Button size="sm" variant="primary" busy={approve.isPending} onClick={() => approve.mutate()}>
            {t('requests.approve')}
          </Button>
        </div>
      ) : (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim() !== '' && !reject.isPending) reject.mutate(reason.trim())
          }}
        >
          <Field label={t('requests.reject.reason')}>
            <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="sm" onClick={() => setReason(null)}>
              {t('word.cancel')}
            </Button>
            <Button size="sm" type="submit" variant="primary" busy={reject.isPending} disabled={reason.trim() === ''}>
              {t('requests.reject')}
            </Button>
          </div>
        </form>
      )}
    </li>
  )
}
