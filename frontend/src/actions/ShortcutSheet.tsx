import { useState } from 'react'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'
import { type ActionGroup, useAllActions } from './registry'
import { singleKeys } from './shortcuts'

const GROUPS: readonly ActionGroup[] = ['go', 'create', 'list', 'record', 'general']

export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const actions = useAllActions()
  const [enabled, setEnabled] = useState(singleKeys.enabled)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')} size="lg">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {GROUPS.map((group) => {
          const shown = actions.filter((a) => a.group === group && a.keys !== undefined)
          if (shown.length === 0) return null
          return (
            <section key={group}>
              <h3 className="mb-1 text-12 font-medium text-ink-3">{t(`shortcuts.${group}`)}</h3>
              <ul>
                {shown.map((action) => (
                  <li key={action.id} className="flex min-h-7 items-center justify-between gap-4">
                    <span>{action.label}</span>
                    <Kbd keys={action.keys ?? ''} />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <div className="mt-5 border-t border-line pt-3">
        <Switch
          label={t('shortcuts.single')}
          hint={t('shortcuts.single.hint')}
          checked={enabled}
          onChange={(e) => {
            singleKeys.set(e.target.checked)
            setEnabled(e.target.checked)
          }}
        />
      </div>
    </Dialog>
  )
}
