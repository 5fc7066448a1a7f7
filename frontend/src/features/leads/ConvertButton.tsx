import { Settings2, Store } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { Button, IconButton } from '@/ui/Button'

const ConvertDialog = lazy(() => import('./ConvertDialog').then((module) => ({ default: module.ConvertDialog })))

/// Makes a customer of a lead that is none yet: at once where nothing must be chosen, else what it becomes is asked.
export function ConvertButton({ meta, record: lead }: PanelProps) {
  const me = useMe()
  const [open, setOpen] = useState<'now' | 'choose' | null>(null)
  const may = (lead.can?.update ?? false) && !lead['convertedAt'] && mayDo(me, 'accounts', 'create') && mayDo(me, 'contacts', 'create')
  useActions(
    useMemo<Action[]>(
      () =>
        may
          ? [
              { id: 'lead.convert', label: t('lead.convert'), group: 'record', keys: 'V', run: () => setOpen('now') },
              { id: 'lead.convert.choose', label: t('lead.convert.choose'), group: 'record', run: () => setOpen('choose') },
            ]
          : [],
      [may],
    ),
  )
  if (!may) return null
  return (
    <span className="flex gap-1">
      <Button icon={<Store size={16} aria-hidden />} busy={open === 'now'} onClick={() => setOpen('now')}>
        {t('lead.convert')}
      </Button>
      <IconButton label={t('lead.convert.choose')} onClick={() => setOpen('choose')}>
        <Settings2 size={16} aria-hidden />
      </IconButton>
      <Suspense>{open !== null && <ConvertDialog meta={meta} lead={lead} choose={open === 'choose'} onClose={() => setOpen(null)} />}</Suspense>
    </span>
  )
}
