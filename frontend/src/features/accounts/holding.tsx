import '@/i18n/packs/accounts'
import { Link } from '@tanstack/react-router'
import { recordHref } from '@/record/links'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { isRef } from '@/record/values'

/// What the page of a holding has of its own: whose it is.
export const HOLDING: RecordKind = { object: 'holding', Below: Whose }

function Whose({ record }: PanelProps) {
  const account = isRef(record['account']) ? record['account'] : null
  const href = account ? recordHref('account', account.id) : null
  return account && href !== null ? (
    <Link to={href} className="truncate font-medium text-accent">
      <bdi>{account.label}</bdi>
    </Link>
  ) : null
}
