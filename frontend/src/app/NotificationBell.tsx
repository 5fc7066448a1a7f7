import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { notificationsQuery } from '@/api/notifications'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { Popover } from '@/ui/Popover'
import { SkeletonRows } from '@/ui/Skeleton'

const BellPanel = lazy(() => import('./BellPanel').then((module) => ({ default: module.BellPanel })))

export function NotificationBell() {
  const [open, setOpen] = useState(false)
  const { data } = useQuery(notificationsQuery)
  const unread = data?.unread ?? 0
  return (
    <Popover
      label={t('bell.title')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="flex w-96 flex-col"
      trigger={
        <IconButton label={t('bell.unread', { count: unread })} className="relative">
          <Bell size={16} aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute end-0.5 top-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-bad px-1 text-[10px] font-semibold text-surface tabular-nums"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </IconButton>
      }
    >
      <Suspense fallback={<SkeletonRows rows={4} className="p-4" />}>
        <BellPanel onLeave={() => setOpen(false)} />
      </Suspense>
    </Popover>
  )
}
