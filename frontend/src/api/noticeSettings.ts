import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

export type NoticeSettings = Schemas['NotificationSettings']
export type NoticeDefaults = Schemas['NotificationDefaults']
export type KindChoice = Schemas['KindChoice']
export type Channels = Schemas['Channels']
export type Muted = Schemas['Mute']

export const noticeSettingsQuery = queryOptions({
  queryKey: ['noticeSettings', 'own'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/notifications/settings', { signal })),
})

export const saveNoticeSettings = (body: Schemas['NotificationSettingsChange']) => dataOf(api.PUT('/api/v1/notifications/settings', { body }))

export const noticeDefaultsQuery = queryOptions({
  queryKey: ['noticeSettings', 'company'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/notifications/defaults', { signal })),
})

export const saveNoticeDefaults = (body: Schemas['NotificationDefaultsChange']) => dataOf(api.PUT('/api/v1/notifications/defaults', { body }))

const PAGE = 50

export const mutesQuery = infiniteQueryOptions({
  queryKey: ['mutes'],
  queryFn: async ({ pageParam, signal }) => {
    const { data, meta } = await answerOf(api.GET('/api/v1/notifications/mutes', { params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } }, signal }))
    return { items: data, cursor: cursorOf(meta) }
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.cursor,
})

export const muteQuery = (object: string, id: string) =>
  queryOptions({
    queryKey: ['mutes', object, id],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/notifications/mutes/{object}/{id}', { params: { path: { object, id } }, signal }))).muted,
  })

export async function setMuted(object: string, id: string, muted: boolean): Promise<void> {
  const params = { path: { object, id } }
  await (muted ? api.PUT('/api/v1/notifications/mutes/{object}/{id}', { params }) : api.DELETE('/api/v1/notifications/mutes/{object}/{id}', { params }))
}
