import type { DeliveryStatus, Webhook } from '@/api/webhooks'
import type { MessageId } from '@/i18n/catalog'
import type { Tone } from '@/ui/Badge'

/// How a webhook is doing, in a word and a colour.
export function stateOf(webhook: Pick<Webhook, 'active' | 'disabledAt' | 'failingSince' | 'lastSuccessAt'>): { label: MessageId; tone: Tone } {
  if (webhook.disabledAt) return { label: 'webhooks.state.disabled', tone: 'bad' }
  if (!webhook.active) return { label: 'webhooks.state.off', tone: 'neutral' }
  if (webhook.failingSince) return { label: 'webhooks.state.failing', tone: 'warn' }
  return webhook.lastSuccessAt ? { label: 'webhooks.state.on', tone: 'ok' } : { label: 'webhooks.state.new', tone: 'info' }
}

export const DELIVERY_TONE = { pending: 'info', delivered: 'ok', dead: 'bad', cut: 'warn' } satisfies Record<DeliveryStatus, Tone>
