import { queryOptions } from '@tanstack/react-query'
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

export const markRead = (id: string) => http.post(`/notifications/${id}/read`)
export const markAllRead = () => http.post('/notifications/read-all')
