import '@/i18n/packs/accounts'
import { Link } from '@tanstack/react-router'
import { recordHref } from '@/record/links'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { isRef } from '@/record/values'

/// What the page of a contact has of its own.
export const CONTACT: RecordKind = { object: 'contact', reassign: true, omit: ['name'], Below: WhereAndWhat, Facts: ContactPoints }

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
