import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Bell, Check, CheckCheck, Settings2 } from 'lucide-react'
import { useMemo } from 'react'
import { markAllRead, markRead, notificationPagesQuery } from '@/api/notifications'
import type { NotificationView } from '@/api/types'
import { dateTime, time } from '@/i18n/format'
import '@/i18n/packs/noticeSettings'
import { t, tOr } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { NOTIFICATION_ICON } from '@/record/notificationIcons'
import { notificationWords } from '@/record/notificationText'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { ABOVE, STRETCHED } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { SkeletonRows } from '@/ui/Skeleton'
import { byDay, dayLabel } from './days'

export function NotificationsPage() {
  const { show } = useSearch({ from: '/shell/notifications' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const unreadOnly = show === 'unread'
  const list = useInfiniteQuery(notificationPagesQuery(unreadOnly))
  const days = useMemo(() => byDay(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data])
  const unread = list.data?.pages[0]?.unread ?? 0
  const reload = () => queries.invalidateQueries({ queryKey: ['notifications'] })
  const readOne = useMutation({ mutationFn: markRead, onSettled: reload })
  const readAll = useMutation({ mutationFn: markAllRead, onSettled: reload })
  return (
    <Page
      title={t('bell.title')}
      actions={
        <Link to="/notifications/settings" className="flex h-hit-dense items-center gap-1.5 rounded-control px-2.5 font-medium text-ink-2 hover:bg-hover">
          <Settings2 size={16} aria-hidden />
          {t('noticeSettings.open')}
        </Link>
      }
      toolbar={
        <div className="flex shrink-0 items-center gap-2 border-b border-line px-4 py-2">
          <Segmented
            label={t('notifications.which')}
            value={show ?? 'all'}
            options={[
              { value: 'all', label: t('notifications.all') },
              { value: 'unread', label: t('notifications.onlyUnread') },
            ]}
            onChange={(value) => void navigate({ to: '/notifications', search: value === 'unread' ? { show: 'unread' } : {}, replace: true })}
          />
          <span className="text-ink-3 tabular-nums">{unread > 0 && t('notifications.unread', { count: unread })}</span>
          <Button size="sm" className="ms-auto" icon={<CheckCheck size={16} aria-hidden />} disabled={unread === 0} busy={readAll.isPending} onClick={() => readAll.mutate()}>
            {t('bell.readAll')}
          </Button>
        </div>
      }
    >
      <div className="mx-auto w-full max-w-3xl p-4 sm:p-6">
        {list.error !== null && days.length === 0 && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={8} />}
        {list.data && days.length === 0 && (
          <EmptyState
            kind={unreadOnly ? 'noMatch' : 'first'}
            title={unreadOnly ? t('notifications.noneUnread') : t('bell.empty')}
            text={unreadOnly ? t('notifications.noneUnread.text') : t('bell.empty.text')}
            action={
              unreadOnly && (
                <Button onClick={() => void navigate({ to: '/notifications', search: {}, replace: true })}>{t('notifications.showAll')}</Button>
              )
            }
          />
        )}
        {days.map(({ day, items }) => (
          <section key={day} aria-labelledby={`day-${day}`} className="mb-5">
            <h2 id={`day-${day}`} className="mb-1.5 ps-3 text-12 font-medium text-ink-3">
              {dayLabel(day)}
            </h2>
            <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-card border border-line">
              {items.map((item) => (
                <Line key={item.id} item={item} onRead={() => readOne.mutate(item.id)} />
              ))}
            </ul>
          </section>
        ))}
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

function Line({ item, onRead }: { item: NotificationView; onRead: () => void }) {
  const queries = useQueryClient()
  const Icon = NOTIFICATION_ICON[item.kind] ?? Bell
  const unread = !item.readAt
  const href = recordHref(item.object, item.recordId)
  return (
    <li className={cn('relative flex items-center gap-3 px-3 py-2.5', href !== null && 'hover:bg-row-hover')}>
      <span className={cn('flex size-8 shrink-0 items-center justify-center rounded-full', unread ? 'bg-soft text-soft-ink' : 'bg-surface-2 text-ink-3')}>
        <Icon size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        {href === null ? (
          <bdi className={cn('block', unread ? 'font-medium' : 'text-ink-2')}>{notificationWords(queries, item)}</bdi>
        ) : (
          <Link to={href} className={cn('block', unread ? 'font-medium' : 'text-ink-2', STRETCHED)} onClick={() => unread && onRead()}>
            <bdi>{notificationWords(queries, item)}</bdi>
          </Link>
        )}
        <span className="block text-12 text-ink-3">{tOr(`notifications.kind.${item.kind}`, item.kind)}</span>
      </span>
      <time dateTime={item.at} title={dateTime(item.at)} className="shrink-0 text-12 text-ink-3 tabular-nums">
        {time(item.at)}
      </time>
      {unread ? (
        <span className={ABOVE}>
          <IconButton label={t('notifications.read')} size="sm" onClick={onRead}>
            <Check size={16} aria-hidden />
          </IconButton>
        </span>
      ) : (
        <span className="w-(--hit-dense)" />
      )}
    </li>
  )
}
