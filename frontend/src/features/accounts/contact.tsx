import '@/i18n/packs/accounts'
import { Link } from '@tanstack/react-router'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { isRef } from '@/record/values'

/// What the page of a contact has of its own.
export const CONTACT: RecordKind = { object: 'contact', reassign: true, related: true, omit: ['name'], Below: WhereAndWhat, Facts: ContactPoints, Beside: Work }

function Work({ meta, record }: PanelProps) {
  const me = useMe()
  const contact = { object: meta.key, id: record.id, label: String(record[meta.titleField] ?? '') }
  const given = { contact, ...(isRef(record['account']) && { account: record['account'] }) }
  return (
    <>
      {may(me, 'leads') && <RelatedList object="lead" field="contact" id={record.id} title={t('nav.leads')} empty={t('contact.leads.none')} />}
      {may(me, 'tickets') && (
        <RelatedList
          object="ticket"
          field="contact"
          id={record.id}
          title={t('nav.tickets')}
          empty={t('account.tickets.none')}
          make={record['deleted'] === true ? undefined : { label: t('tickets.new'), given }}
        />
      )}
    </>
  )
}

function WhereAndWhat({ record }: PanelProps) {
  const account = isRef(record['account']) ? record['account'] : null
  const href = account ? recordHref('account', account.id) : null
  const job = String(record['jobTitle'] ?? '')
  return (
    <>
      {job !== '' && <bdi className="truncate">{job}</bdi>}
      {account && href !== null && (
        <Link to={href} className="truncate font-medium text-accent">
          <bdi>{account.label}</bdi>
        </Link>
      )}
    </>
  )
}
