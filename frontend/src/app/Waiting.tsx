import { useQuery } from '@tanstack/react-query'
import { notificationsQuery } from '@/api/notifications'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'

/// How many approvals wait for the reader; nothing when none does.
export function Waiting({ className }: { className: string }) {
  const { data = 0 } = useQuery({ ...notificationsQuery, select: ({ waiting }) => waiting })
  if (data === 0) return null
  return (
    <span className={cn('flex h-4 min-w-4 items-center justify-center rounded-full bg-soft px-1 text-[10px] font-semibold text-soft-ink tabular-nums', className)}>
      <span aria-hidden="true">{data > 99 ? '99+' : data}</span>
      <span className="sr-only">{t('nav.waiting', { count: data })}</span>
    </span>
  )
}
