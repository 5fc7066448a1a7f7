import type { Pipeline } from '@/api/pipelines'
import type { RoleDefinition } from '@/api/roles'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'
import { Checkbox } from '@/ui/Checkbox'
import { Segmented } from '@/ui/Segmented'
import { statusesOf, toggled, withStatuses } from './definition'

type Props = { kind: string; label: string; pipelines: readonly Pipeline[]; definition: RoleDefinition; disabled: boolean; onChange: (definition: RoleDefinition) => void }

/// Into which statuses people with this role may move a record.
export function AllowedStatuses({ kind, label, pipelines, definition, disabled, onChange }: Props) {
  const chosen = statusesOf(definition, kind)
  const known = new Set(pipelines.flatMap((pipeline) => pipeline.statuses.map((status) => status.key)))
  const others = (chosen ?? []).filter((key) => !known.has(key))
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-medium">{label}</h3>
      <Segmented
        label={t('roles.statuses.of', { kind: label })}
        value={chosen === null ? 'all' : 'some'}
        disabled={disabled}
        options={[
          { value: 'all', label: t('roles.statuses.all') },
          { value: 'some', label: t('roles.statuses.some') },
        ]}
        onChange={(value) => onChange(withStatuses(definition, kind, value === 'all' ? null : [...known]))}
        className="self-start"
      />
      {chosen !== null &&
        pipelines.map((pipeline) => (
          <fieldset key={pipeline.id} className="rounded-card border border-line p-3">
            <legend className="px-1 font-medium">{pipeline.name}</legend>
            <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
              {pipeline.statuses.map((status) => (
                <Checkbox
                  key={status.key}
                  label={<StatusPill label={status.label} color={status.color} />}
                  checked={chosen.includes(status.key)}
                  disabled={disabled}
                  onChange={() => onChange(withStatuses(definition, kind, toggled(chosen, status.key)))}
                />
              ))}
            </div>
          </fieldset>
        ))}
      {chosen !== null && chosen.length === 0 && <p className="text-warn">{t('roles.statuses.none')}</p>}
      {others.length > 0 && <p className="text-12 text-ink-3">{t('roles.statuses.others', { count: others.length })}</p>}
    </div>
  )
}
