import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, ON_DEVICE } from './client'

const SHOWN = 30

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  meta: ON_DEVICE,
  queryFn: async ({ signal }) => {
    const { data, meta } = await answerOf(api.GET('/api/v1/notifications', { params: { query: { limit: SHOWN } }, signal }))
    const waiting = meta['waiting'] as { approvals?: number } | undefined
    return { items: data, unread: Number(meta['unread'] ?? data.filter((n) => !n.readAt).length), waiting: waiting?.approvals ?? 0 }
  },
})

const PAGE = 50

/// All of them, page by page; the bell shows only the newest.
export const notificationPagesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'pages', { unread }],
    queryFn: async ({ pageParam, signal }) => {
      const { data, meta } = await answerOf(
        api.GET('/api/v1/notifications', { params: { query: { ...(unread ? { unread } : {}), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } }, signal }),
      )
      return { items: data, cursor: cursorOf(meta), unread: Number(meta['unread'] ?? 0) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const markRead = (id: string) => api.POST('/api/v1/notifications/{id}/read', { params: { path: { id } } })
export const markAllRead = () => api.POST('/api/v1/notifications/read-all')
