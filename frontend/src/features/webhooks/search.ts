import type { DeliveryStatus } from '@/api/webhooks'

export const STATUSES: readonly DeliveryStatus[] = ['pending', 'delivered', 'dead', 'cut']

export type WebhooksSearch = { tab?: 'log' | undefined; webhook?: string | undefined; status?: DeliveryStatus | undefined }

export function parseWebhooksSearch(search: Record<string, unknown>): WebhooksSearch {
  const status = STATUSES.find((each) => each === search['status'])
  return {
    ...(search['tab'] === 'log' && { tab: 'log' as const }),
    ...(typeof search['webhook'] === 'string' && { webhook: search['webhook'] }),
    ...(status !== undefined && { status }),
  }
}
