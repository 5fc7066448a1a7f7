import type { ReactNode } from 'react'
import { t } from '@/i18n/t'
import { Kbd } from '@/ui/Kbd'
import { type Action, ACTION_GROUPS, useAllActions } from './registry'

/// The registry's shortcuts by context. `edit` draws something beside each that can be changed.
export function ShortcutList({ actions, edit }: { actions?: readonly Action[]; edit?: (action: Action) => ReactNode }) {
  const registered = useAllActions()
  const all = actions ?? registered.filter((action) => action.keys !== undefined)
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
      {ACTION_GROUPS.map((group) => {
        const shown = all.filter((action) => action.group === group)
        if (shown.length === 0) return null
        return (
          <section key={group}>
            <h3 className="mb-1 text-12 font-medium text-ink-3">{t(`shortcuts.${group}`)}</h3>
            <ul>
              {shown.map((action) => (
                <li key={action.id} className="flex min-h-7 items-center justify-between gap-4">
                  <span>{action.label}</span>
                  <span className="flex shrink-0 items-center gap-1.5">
                    {action.keys !== undefined && <Kbd keys={action.keys} />}
                    {action.local !== true && edit?.(action)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
