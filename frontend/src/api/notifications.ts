import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { http } from './http'
import type { NotificationView } from './types'

const SHOWN = 30

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) => {
    const { data, meta } = await http.get<NotificationView[]>('/notifications', { limit: SHOWN }, signal)
    return { items: data, unread: Number(meta['unread'] ?? data.filter((n) => !n.readAt).length) }
  },
})

const PAGE = 50

/// All of them, page by page; the bell shows only the newest.
export const notificationPagesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'pages', { unread }],
    queryFn: async ({ pageParam, signal }) => {
      const { data, meta } = await http.get<NotificationView[]>('/notifications', { unread: unread || undefined, limit: PAGE, cursor: pageParam }, signal)
      return { items: data, cursor: (meta['cursor'] as string | undefined) ?? null, unread: Number(meta['unread'] ?? 0) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const markRead = (id: string) => http.post(`/notifications/${id}/read`)
export const markAllRead = () => http.post('/notifications/read-all')
