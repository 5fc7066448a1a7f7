import '@/i18n/packs/approvals'
import { useState } from 'react'
import type { Approval } from '@/api/approvals'
import { t } from '@/i18n/t'
import { ApprovalItem } from './ApprovalItem'

/// What is pending first, or what became of the last one.
export function ApprovalsHere({ approvals }: { approvals: readonly Approval[] }) {
  const [all, setAll] = useState(false)
  const pending = approvals.filter(({ status }) => status === 'pending')
  const first = pending.length > 0 ? pending : approvals.slice(0, 1)
  const shown = all ? approvals : first
  return (
    <section aria-label={t('approvals.title')}>
      <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('approvals.title')}</h2>
      <ul className="flex flex-col gap-2">
        {shown.map((approval) => (
          <ApprovalItem key={approval.id} approval={approval} />
        ))}
      </ul>
      {approvals.length > first.length && (
        <button type="button" aria-expanded={all} className="mt-1 rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setAll((on) => !on)}>
          {t(all ? 'approvals.fewer' : 'approvals.earlier', { count: approvals.length - first.length })}
        </button>
      )}
    </section>
  )
}
