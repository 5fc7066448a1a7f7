import { Store } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { Button } from '@/ui/Button'

const ConvertDialog = lazy(() => import('./ConvertDialog').then((module) => ({ default: module.ConvertDialog })))

/// Makes a customer of a lead that is none yet.
export function ConvertButton({ meta, record: lead }: PanelProps) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const may = (lead.can?.update ?? false) && !lead['convertedAt'] && mayDo(me, 'accounts', 'create') && mayDo(me, 'contacts', 'create')
  useActions(useMemo<Action[]>(() => (may ? [{ id: 'lead.convert', label: t('lead.convert'), group: 'record', keys: 'V', run: () => setOpen(true) }] : []), [may]))
  if (!may) return null
  return (
    <>
      <Button icon={<Store size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('lead.convert')}
      </Button>
      <Suspense>{open && <ConvertDialog meta={meta} lead={lead} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
