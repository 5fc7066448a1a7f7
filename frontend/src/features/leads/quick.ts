import { t } from '@/i18n/t'
import { createLead } from './queries'

/// "Meera Menon +91 98765 43210" or "Meera meera@example.com": the last number or address is how to reach who stands before.
export function leadFrom(text: string): { title: string; phone?: string; email?: string } {
  const email = /\S+@\S+\.\S+/.exec(text)?.[0]
  const phone = email === undefined ? /\+?\d[\d\s().-]{5,}\d/.exec(text)?.[0] : undefined
  const reach = email ?? phone
  const title = (reach === undefined ? text : text.replace(reach, '')).replace(/[\s,;]+$/, '').trim()
  return { title: title || (reach ?? text), ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone: phone.trim() }) }
}

/// Made from one line; what is there already is refused.
export async function addLead(text: string, owner: string) {
  const { data, changeSet } = await createLead({ ...leadFrom(text), source: 'self', owner, onDuplicate: 'reject' })
  return { row: data.lead, told: t('leads.created'), changeSet }
}
