import type { RoleDefinition, RoleOptions } from '@/api/roles'
import type { Level, Scope } from '@/api/types'
import { t } from '@/i18n/t'
import { Checkbox } from '@/ui/Checkbox'
import { cn } from '@/ui/cn'
import { Segmented } from '@/ui/Segmented'
import { usePhone } from '@/ui/useMedia'
import { grantOf, withAction, withLevel, withScope } from './definition'
import { actionLabel, moduleLabel } from './words'

type Props = {
  options: RoleOptions
  definition: RoleDefinition
  disabled: boolean
  onChange: (definition: RoleDefinition) => void
  problemOf: (module: string) => string | undefined
}
type Module = RoleOptions['modules'][number]

/// Module × level × rows × actions: a table on a desktop, one card per module on a phone.
export function RightsMatrix(props: Props) {
  const { options, problemOf } = props
  const phone = usePhone()
  if (phone) {
    return (
      <ul className="flex flex-col gap-3">
        {options.modules.map((module) => (
          <li key={module.key} className="flex flex-col gap-3 rounded-card border border-line p-3">
            <h3 className="font-medium">{moduleLabel(module.key)}</h3>
            <LevelChoice {...props} module={module} />
            <ScopeChoice {...props} module={module} />
            <ActionChoices {...props} module={module} />
            <Complaint text={problemOf(module.key)} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <div className="overflow-x-auto rounded-card border border-line">
      <table className="w-full border-collapse" aria-labelledby="rights">
        <thead>
          <tr className="border-b border-line bg-surface-2 text-12 text-ink-2">
            {(['module', 'level', 'scope', 'actions'] as const).map((column) => (
              <th key={column} scope="col" className="h-8 px-3 text-start font-medium">
                {t(`roles.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {options.modules.map((module) => (
            <tr key={module.key} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="px-3 py-3 text-start font-medium">
                {moduleLabel(module.key)}
                <Complaint text={problemOf(module.key)} />
              </th>
              <td className="px-3 py-2">
                <LevelChoice {...props} module={module} />
              </td>
              <td className="px-3 py-2">
                <ScopeChoice {...props} module={module} />
              </td>
              <td className="px-3 py-3">
                <ActionChoices {...props} module={module} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type CellProps = Omit<Props, 'problemOf'> & { module: Module }

function LevelChoice({ options, definition, disabled, onChange, module }: CellProps) {
  return (
    <Segmented<Level>
      label={t('roles.level.of', { module: moduleLabel(module.key) })}
      value={grantOf(definition, module.key).level}
      disabled={disabled}
      options={options.levels.map((level) => ({ value: level, label: t(`roles.level.${level}`) }))}
      onChange={(level) => onChange(withLevel(definition, module, level))}
    />
  )
}

function ScopeChoice({ options, definition, disabled, onChange, module }: CellProps) {
  const grant = grantOf(definition, module.key)
  if (grant.level === 'none') return null
  if (!module.scoped) return <span className="flex h-hit items-center text-ink-3">{t('roles.scope.company')}</span>
  return (
    // A native select: eight of them stand side by side, and each is one key away.
    <select
      aria-label={t('roles.scope.of', { module: moduleLabel(module.key) })}
      className="h-hit w-full min-w-36 rounded-control border border-control bg-raised px-2 disabled:border-line disabled:bg-surface-2 disabled:text-ink-3"
      value={grant.scope}
      disabled={disabled}
      onChange={(e) => onChange(withScope(definition, module.key, e.target.value as Scope))}
    >
      {options.scopes.map((scope) => (
        <option key={scope} value={scope}>
          {t(`roles.scope.${scope}`)}
        </option>
      ))}
    </select>
  )
}

function ActionChoices({ definition, disabled, onChange, module }: CellProps) {
  const grant = grantOf(definition, module.key)
  if (grant.level === 'none' || module.actions.length === 0) return null
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="sr-only">{t('roles.actions.of', { module: moduleLabel(module.key) })}</legend>
      {module.actions.map((action) => (
        <Checkbox
          key={action}
          label={actionLabel(action)}
          className={cn(disabled && 'text-ink-2')}
          checked={grant.actions.includes(action)}
          disabled={disabled}
          onChange={(e) => onChange(withAction(definition, module.key, action, e.target.checked, module.actions))}
        />
      ))}
    </fieldset>
  )
}

function Complaint({ text }: { text: string | undefined }) {
  return text === undefined ? null : <p className="text-12 font-normal text-bad">{text}</p>
}
