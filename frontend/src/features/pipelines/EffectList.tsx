import { Bell, PenLine, Plus, SquarePlus } from 'lucide-react'
import type { Effect } from '@/api/pipelines'
import type { RoleView } from '@/api/roles'
import type { FieldMeta, FieldOption } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Menu, MenuItem } from '@/ui/Menu'
import { Select } from '@/ui/Select'
import { TaskKind } from './ConditionList'
import { newEffect, problemAt, withItem, withoutItem } from './draft'
import { Item } from './Item'

const TYPES: readonly Effect['type'][] = ['setOnce', 'createTask', 'notify']
const ICON = { setOnce: PenLine, createTask: SquarePlus, notify: Bell }
const SET_KINDS = new Set<FieldMeta['kind']>(['text', 'longText', 'choice', 'date', 'instant'])

type Props = {
  effects: readonly Effect[]
  fields: readonly FieldMeta[]
  taskKinds: readonly FieldOption[]
  roles: readonly RoleView[]
  disabled: boolean
  problems: readonly { at: string; message: string }[] | undefined
  onChange: (effects: Effect[]) => void
}

export function EffectList({ effects, fields, taskKinds, roles, disabled, problems, onChange }: Props) {
  return (
    <>
      {effects.length > 0 && (
        <ul className="flex flex-col gap-2">
          {effects.map((effect, index) => {
            const Icon = ICON[effect.type]
            return (
              <Item
                // Effects have no identity of their own beyond their place and type.
                key={`${index}:${effect.type}`}
                icon={<Icon size={16} aria-hidden />}
                title={t(`pipelines.effect.${effect.type}`)}
                error={problemAt(problems, `effects/${index}`)}
                disabled={disabled}
                onRemove={() => onChange(withoutItem(effects, index))}
              >
                <EffectFields effect={effect} fields={fields} taskKinds={taskKinds} roles={roles} disabled={disabled} onChange={(next) => onChange(withItem(effects, index, next))} />
              </Item>
            )
          })}
        </ul>
      )}
      {!disabled && (
        <Menu
          align="start"
          trigger={
            <Button className="self-start" icon={<Plus size={16} aria-hidden />}>
              {t('pipelines.effect.add')}
            </Button>
          }
        >
          {TYPES.map((type) => {
            const Icon = ICON[type]
            return (
              <MenuItem key={type} icon={<Icon size={16} aria-hidden />} onSelect={() => onChange([...effects, newEffect(type)])}>
                {t(`pipelines.effect.${type}`)}
              </MenuItem>
            )
          })}
        </Menu>
      )}
    </>
  )
}

type FieldsProps = Pick<Props, 'fields' | 'taskKinds' | 'roles' | 'disabled'> & { effect: Effect; onChange: (effect: Effect) => void }

function EffectFields({ effect, fields, taskKinds, roles, disabled, onChange }: FieldsProps) {
  switch (effect.type) {
    case 'setOnce': {
      const field = fields.find((each) => each.key === effect.field)
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('pipelines.effect.field')} hint={t('pipelines.effect.field.hint')}>
            <Select
              label={t('pipelines.effect.field')}
              options={fields.filter((each) => SET_KINDS.has(each.kind)).map((each) => ({ value: each.key, label: each.label }))}
              value={effect.field || null}
              disabled={disabled}
              onChange={(key) => onChange({ ...effect, field: key ?? '', value: firstValue(fields.find((each) => each.key === key)) })}
            />
          </Field>
          <Field label={t('pipelines.effect.value')}>
            <ValueInput field={field} value={effect.value} disabled={disabled} onChange={(value) => onChange({ ...effect, value })} />
          </Field>
        </div>
      )
    }
    case 'createTask':
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('pipelines.effect.title')} className="sm:col-span-2">
            <Input value={effect.title} disabled={disabled} onChange={(e) => onChange({ ...effect, title: e.target.value })} />
          </Field>
          <TaskKind kind={effect.kind} kinds={taskKinds} disabled={disabled} onChange={(kind) => onChange({ ...effect, kind })} />
          <Field label={t('pipelines.effect.due')}>
            <Input
              type="number"
              inputMode="numeric"
              min={0}
              step={1}
              value={Number.isFinite(effect.dueInHours) ? effect.dueInHours : ''}
              disabled={disabled}
              onChange={(e) => onChange({ ...effect, dueInHours: e.target.value === '' ? Number.NaN : Math.trunc(Number(e.target.value)) })}
            />
          </Field>
        </div>
      )
    case 'notify': {
      const options = [{ value: 'owner', label: t('pipelines.effect.owner') }, ...roles.map((role) => ({ value: role.key, label: t('pipelines.effect.role', { role: role.name }) }))]
      return (
        <Field label={t('pipelines.effect.whom')}>
          <Select
            label={t('pipelines.effect.whom')}
            options={options.some((option) => option.value === effect.role) ? options : [...options, { value: effect.role, label: effect.role }]}
            value={effect.role || null}
            disabled={disabled}
            onChange={(role) => onChange({ ...effect, role: role ?? '' })}
          />
        </Field>
      )
    }
  }
}

/// What fits a field's kind: a moment for times, a day for dates, an own word for the rest.
function firstValue(field: FieldMeta | undefined): string {
  if (field?.kind === 'date') return 'today'
  return field?.kind === 'instant' ? 'now' : ''
}

function ValueInput({ field, value, disabled, onChange }: { field: FieldMeta | undefined; value: string; disabled: boolean; onChange: (value: string) => void }) {
  const label = t('pipelines.effect.value')
  if (field?.kind === 'date' || field?.kind === 'instant') {
    const options = [
      ...(field.kind === 'date' ? [{ value: 'today', label: t('pipelines.effect.today') }] : []),
      { value: 'now', label: t('pipelines.effect.now') },
    ]
    return <Select label={label} options={options} value={value} disabled={disabled} onChange={(next) => onChange(next ?? '')} />
  }
  if (field?.kind === 'choice') {
    return (
      <Select
        label={label}
        options={(field.options ?? []).map((option) => ({ value: option.value, label: option.label }))}
        value={value || null}
        disabled={disabled}
        onChange={(next) => onChange(next ?? '')}
      />
    )
  }
  return <Input value={value} disabled={disabled || field === undefined} onChange={(e) => onChange(e.target.value)} />
}
