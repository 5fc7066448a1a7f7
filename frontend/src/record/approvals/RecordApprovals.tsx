import '@/i18n/packs/approvals'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { approvalsOfQuery } from '@/api/approvals'
import { t } from '@/i18n/t'
import { ApprovalItem } from './ApprovalItem'

/// What consent was asked for about a record: what is pending first, and what became of the last one. Says nothing
/// where nobody ever asked.
export function RecordApprovals({ object, id }: { object: string; id: string }) {
  const { data = [] } = useQuery(approvalsOfQuery(object, id))
  const [all, setAll] = useState(false)
  if (data.length === 0) return null
  const pending = data.filter(({ status }) => status === 'pending')
  const first = pending.length > 0 ? pending : data.slice(0, 1)
  const shown = all ? data : first
  return (
    <section aria-label={t('approvals.title')}>
      <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('approvals.title')}</h2>
      <ul className="flex flex-col gap-2">
        {shown.map((approval) => (
          <ApprovalItem key={approval.id} approval={approval} />
        ))}
      </ul>
      {data.length > first.length && (
        <button type="button" aria-expanded={all} className="mt-1 rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setAll((on) => !on)}>
          {t(all ? 'approvals.fewer' : 'approvals.earlier', { count: data.length - first.length })}
        </button>
      )}
    </section>
  )
}
