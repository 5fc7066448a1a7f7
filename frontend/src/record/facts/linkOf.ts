import type { FieldMeta } from '@/api/types'
import { isEmpty } from '../values'

/// Where pressing a value leads: a call, a mail, a page. Masked values lead nowhere.
export function linkOf(field: FieldMeta, value: unknown): string | null {
  if (isEmpty(value) || field.visibility !== 'clear' || typeof value !== 'string') return null
  if (field.kind === 'phone') return telOf(value)
  if (field.kind === 'email') return `mailto:${value}`
  // Only addresses of the web: a stored "javascript:" must never become something to press.
  if (field.kind === 'url' && /^https?:\/\//i.test(value)) return value
  return null
}

export const telOf = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`
export const whatsAppOf = (phone: string): string => `https://wa.me/${phone.replace(/\D/g, '')}`
