import { lazy, Suspense, useState } from 'react'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { RemarkProps } from '@/record/page/kind'

const SplitDialog = lazy(() => import('./SplitDialog').then((module) => ({ default: module.SplitDialog })))

/// A remark that asks for something else becomes a ticket of its own.
export function SplitRemark(remark: RemarkProps) {
  const me = useMe()
  const [splitting, setSplitting] = useState(false)
  if (!mayDo(me, 'tickets', 'create')) return null
  return (
    <>
      <button type="button" className="rounded-chip hover:text-ink hover:underline" onClick={() => setSplitting(true)}>
        {t('ticket.split')}
      </button>
      <Suspense>{splitting && <SplitDialog {...remark} onClose={() => setSplitting(false)} />}</Suspense>
    </>
  )
}
