import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf } from './client'
import type { Schemas } from './types'

/// Other systems that are told what happens here, and what they were told.
export type Webhook = Schemas['Webhook']
export type WebhookChange = Schemas['NewWebhook'] & { active: boolean }
export type Delivery = Schemas['Delivery']
export type DeliveryStatus = 'pending' | 'delivered' | 'dead' | 'cut'
export type DeliverySearch = { webhook?: string | undefined; status?: DeliveryStatus | undefined }

const PAGE = 50

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/webhooks', { signal })),
})

export const webhookEventsQuery = queryOptions({
  queryKey: ['webhooks', 'events'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/webhooks/events', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export const deliveriesQuery = (search: DeliverySearch) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', search],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, limit: PAGE, cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET('/api/v1/webhooks/deliveries', { params: { query }, signal }))
      return { deliveries: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/webhooks/deliveries/{id}', { params: { path: { id } }, signal })),
  })

/// A new one is active from the start.
export const createWebhook = ({ name, url, events, content = null }: WebhookChange) => dataOf(api.POST('/api/v1/webhooks', { body: { name, url, events, content } }))

export const changeWebhook = ({ id, version }: Pick<Webhook, 'id' | 'version'>, change: Partial<WebhookChange>) =>
  dataOf(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const deleteWebhook = ({ id, version }: Pick<Webhook, 'id' | 'version'>) =>
  api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id }, query: { version } } })

export const newWebhookSecret = async (id: string) =>
  (await dataOf(api.POST('/api/v1/webhooks/{id}/secret', { params: { path: { id } }, body: {} }))).secret

export const testWebhook = (id: string) => dataOf(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }))

export const replayWebhook = async (id: string) => (await dataOf(api.POST('/api/v1/webhooks/{id}/replay', { params: { path: { id } } }))).count

export const replayDelivery = (id: string) => api.POST('/api/v1/webhooks/deliveries/{id}/replay', { params: { path: { id } } })
