import { offer } from '@/actions/offer'
import type { Action } from '@/actions/registry'
import type { FieldMeta, ObjectMeta, RecordView } from '@/api/types'
import { linkOf, whatsAppOf } from '../facts/linkOf'

export type Reach = { call: string | null; whatsApp: string | null; mail: string | null }

/// The ways to reach who a record is about, as far as the reader may see them: its first phone and e-mail field.
export function reachOf(meta: ObjectMeta, record: RecordView): Reach {
  const field = (kind: FieldMeta['kind']) => meta.fields.find((each) => each.kind === kind && linkOf(each, record[each.key]) !== null)
  const phone = field('phone')
  const mail = field('email')
  return {
    call: phone ? linkOf(phone, record[phone.key]) : null,
    whatsApp: phone ? whatsAppOf(String(record[phone.key])) : null,
    mail: mail ? linkOf(mail, record[mail.key]) : null,
  }
}

const open = (href: string) => () => void window.open(href, href.startsWith('http') ? '_blank' : '_self', 'noopener')

export const reachActions = ({ call, whatsApp, mail }: Reach): Action[] => [
  ...(call === null ? [] : [offer('record.call', open(call))]),
  ...(whatsApp === null ? [] : [offer('record.whatsApp', open(whatsApp))]),
  ...(mail === null ? [] : [offer('record.mail', open(mail))]),
]
