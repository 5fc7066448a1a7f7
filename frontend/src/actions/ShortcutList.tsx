import { Pencil } from 'lucide-react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { Kbd } from '@/ui/Kbd'
import { type Action, ACTION_GROUPS, useAllActions } from './registry'

/// The registry's shortcuts by context. With `onEdit` those that can be changed say so.
export function ShortcutList({ actions, onEdit }: { actions?: readonly Action[]; onEdit?: (action: Action) => void }) {
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
                    {onEdit && action.local !== true && (
                      <IconButton label={t('shortcuts.edit', { action: action.label })} size="sm" onClick={() => onEdit(action)}>
                        <Pencil size={12} aria-hidden />
                      </IconButton>
                    )}
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
