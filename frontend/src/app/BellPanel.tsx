import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { Bell, CheckCheck } from 'lucide-react'
import { markAllRead, markRead, notificationsQuery } from '@/api/notifications'
import type { NotificationView } from '@/api/types'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { NOTIFICATION_ICON } from '@/record/notificationIcons'
import { notificationWords } from '@/record/notificationText'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SkeletonRows } from '@/ui/Skeleton'

/// The newest of what its reader was told.
export function BellPanel({ onLeave }: { onLeave: () => void }) {
  const queries = useQueryClient()
  const router = useRouter()
  const { data, error, refetch, isPending } = useQuery(notificationsQuery)
  const reload = () => queries.invalidateQueries({ queryKey: notificationsQuery.queryKey })
  const readOne = useMutation({ mutationFn: markRead, onSettled: reload })
  const readAll = useMutation({ mutationFn: markAllRead, onSettled: reload })
  const unread = data?.unread ?? 0

  const follow = (item: NotificationView) => {
    if (!item.readAt) readOne.mutate(item.id)
    const path = recordHref(item.object, item.recordId)
    if (path !== null) {
      onLeave()
      router.history.push(path)
    }
  }
  return (
    <>
      <header className="flex items-center justify-between border-b border-line py-1.5 ps-4 pe-2">
        <h2 className="font-semibold">{t('bell.title')}</h2>
        <Button variant="quiet" size="sm" icon={<CheckCheck size={14} aria-hidden />} disabled={unread === 0} onClick={() => readAll.mutate()}>
          {t('bell.readAll')}
        </Button>
      </header>
      {error !== null && !data && (
        <div className="p-3">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {isPending && <SkeletonRows rows={4} className="p-4" />}
      {data?.items.length === 0 && (
        <div className="px-4 py-10 text-center">
          <p className="font-medium">{t('bell.empty')}</p>
          <p className="text-12 text-ink-3">{t('bell.empty.text')}</p>
        </div>
      )}
      <ul className="max-h-[min(480px,70dvh)] overflow-y-auto p-1">
        {data?.items.map((item) => (
          <Line key={item.id} item={item} onFollow={() => follow(item)} />
        ))}
      </ul>
      <Link to="/notifications" className="border-t border-line px-4 py-2.5 text-center font-medium text-accent hover:bg-hover" onClick={onLeave}>
        {t('bell.all')}
      </Link>
    </>
  )
}

function Line({ item, onFollow }: { item: NotificationView; onFollow: () => void }) {
  const Icon = NOTIFICATION_ICON[item.kind] ?? Bell
  const queries = useQueryClient()
  const unread = !item.readAt
  return (
    <li>
      <button type="button" onClick={onFollow} className="flex w-full items-start gap-3 rounded-control px-3 py-2 text-start hover:bg-hover">
        <span className={cn('mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full', unread ? 'bg-soft text-soft-ink' : 'bg-surface-2 text-ink-3')}>
          <Icon size={14} aria-hidden />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cn('block', unread ? 'font-medium' : 'text-ink-2')}>{notificationWords(queries, item)}</span>
          <RelativeTime at={item.at} className="text-12 text-ink-3" />
        </span>
        {unread && (
          <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">{t('bell.new')}</span>
          </span>
        )}
      </button>
    </li>
  )
}
