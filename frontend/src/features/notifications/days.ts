import { date, dayIn, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { NotificationView } from '@/api/types'

export type NotificationsSearch = { show?: 'unread' }

export const parseNotificationsSearch = (raw: Record<string, unknown>): NotificationsSearch => (raw['show'] === 'unread' ? { show: 'unread' } : {})

export type Day = { day: string; items: NotificationView[] }

/// By the reader's calendar day, in the order they came: newest first.
export function byDay(items: readonly NotificationView[]): Day[] {
  const days: Day[] = []
  for (const item of items) {
    const day = dayIn(item.at)
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

export function dayLabel(day: string, now = new Date()): string {
  if (day === today(now)) return t('notifications.today')
  if (day === today(new Date(now.getTime() - 86_400_000))) return t('notifications.yesterday')
  return date(day)
}
