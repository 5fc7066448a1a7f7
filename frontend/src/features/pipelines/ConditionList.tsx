import '@/i18n/packs/tasks'
import { CheckCheck, ClipboardList, MessageSquareText, Plus, SquareCheck, Stamp } from 'lucide-react'
import type { Condition } from '@/api/pipelines'
import type { FieldMeta, FieldOption } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Checkbox } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { Menu, MenuItem } from '@/ui/Menu'
import { MultiSelect, Select } from '@/ui/Select'
import { newCondition, problemAt, withItem, withoutItem } from './draft'
import { Item } from './Item'

const TYPES: readonly Condition['type'][] = ['requiredField', 'requiredReason', 'requiredTask', 'offerCloseTasks', 'approval']
const ICON = { requiredField: ClipboardList, requiredReason: MessageSquareText, requiredTask: SquareCheck, offerCloseTasks: CheckCheck, approval: Stamp }
const REASON_KINDS = new Set<FieldMeta['kind']>(['text', 'longText', 'choice'])

type Props = {
  conditions: readonly Condition[]
  fields: readonly FieldMeta[]
  taskKinds: readonly FieldOption[]
  disabled: boolean
  problems: readonly { at: string; message: string }[] | undefined
  onChange: (conditions: Condition[]) => void
}

export function ConditionList({ conditions, fields, taskKinds, disabled, problems, onChange }: Props) {
  return (
    <>
      {conditions.length > 0 && (
        <ul className="flex flex-col gap-2">
          {conditions.map((condition, index) => {
            const Icon = ICON[condition.type]
            return (
              <Item
                // Conditions have no identity of their own beyond their place and type.
                key={`${index}:${condition.type}`}
                icon={<Icon size={16} aria-hidden />}
                title={t(`pipelines.condition.${condition.type}`)}
                error={problemAt(problems, `conditions/${index}`)}
                disabled={disabled}
                onRemove={() => onChange(withoutItem(conditions, index))}
              >
                <ConditionFields condition={condition} fields={fields} taskKinds={taskKinds} disabled={disabled} onChange={(next) => onChange(withItem(conditions, index, next))} />
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
              {t('pipelines.condition.add')}
            </Button>
          }
        >
          {TYPES.map((type) => {
            const Icon = ICON[type]
            return (
              <MenuItem key={type} icon={<Icon size={16} aria-hidden />} onSelect={() => onChange([...conditions, newCondition(type)])}>
                {t(`pipelines.condition.${type}`)}
              </MenuItem>
            )
          })}
        </Menu>
      )}
    </>
  )
}

type FieldsProps = { condition: Condition; fields: readonly FieldMeta[]; taskKinds: readonly FieldOption[]; disabled: boolean; onChange: (condition: Condition) => void }

function ConditionFields({ condition, fields, taskKinds, disabled, onChange }: FieldsProps) {
  switch (condition.type) {
    case 'requiredField':
      return (
        <Field label={t('pipelines.condition.fields')}>
          <MultiSelect
            label={t('pipelines.condition.fields')}
            options={fields.filter((field) => field.editable).map((field) => ({ value: field.key, label: field.label }))}
            value={condition.fields}
            disabled={disabled}
            onChange={(keys) => onChange({ ...condition, fields: keys })}
          />
        </Field>
      )
    case 'requiredReason': {
      const field = fields.find((each) => each.key === condition.field)
      const known = (field?.options ?? []).map((option) => ({ value: option.value, label: option.label }))
      const own = condition.options.filter((value) => !known.some((option) => option.value === value)).map((value) => ({ value, label: value }))
      const free = field !== undefined && field.kind !== 'choice'
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('pipelines.condition.field')} hint={t('pipelines.condition.field.hint')}>
            <Select
              label={t('pipelines.condition.field')}
              options={fields.filter((each) => each.editable && REASON_KINDS.has(each.kind)).map((each) => ({ value: each.key, label: each.label }))}
              value={condition.field || null}
              disabled={disabled}
              onChange={(key) => onChange({ ...condition, field: key ?? '', options: [] })}
            />
          </Field>
          <Field label={t('pipelines.condition.options')} optional hint={free ? t('pipelines.condition.options.free') : t('pipelines.condition.options.choice')}>
            <MultiSelect
              label={t('pipelines.condition.options')}
              placeholder={free ? t('pipelines.condition.options.any') : t('pipelines.condition.options.all')}
              options={[...known, ...own]}
              value={condition.options}
              disabled={disabled || field === undefined}
              onChange={(options) => onChange({ ...condition, options })}
              {...(free ? { onCreate: (text: string) => onChange({ ...condition, options: [...condition.options, text] }) } : {})}
            />
          </Field>
        </div>
      )
    }
    case 'requiredTask':
      return (
        <div className="grid items-end gap-3 sm:grid-cols-2">
          <TaskKind kind={condition.kind} kinds={taskKinds} disabled={disabled} onChange={(kind) => onChange({ ...condition, kind })} />
          <Checkbox label={t('pipelines.condition.orOpen')} checked={condition.orOpen === true} disabled={disabled} onChange={(e) => onChange({ ...condition, orOpen: e.target.checked })} />
        </div>
      )
    case 'approval':
      return (
        <>
          <p className="text-12 text-ink-3">{t('pipelines.condition.approval.hint')}</p>
          <Checkbox label={t('pipelines.condition.always')} checked={condition.always === true} disabled={disabled} onChange={(e) => onChange(e.target.checked ? { type: 'approval', always: true } : { type: 'approval' })} />
        </>
      )
    case 'offerCloseTasks':
      return <TaskKind kind={condition.kind} kinds={taskKinds} disabled={disabled} onChange={(kind) => onChange({ ...condition, kind })} />
  }
}

export function TaskKind({ kind, kinds, disabled, onChange }: { kind: string; kinds: readonly FieldOption[]; disabled: boolean; onChange: (kind: string) => void }) {
  const options = kinds.map((option) => ({ value: option.value, label: option.label }))
  const known = options.some((option) => option.value === kind) || kind === ''
  return (
    <Field label={t('pipelines.task.kind')}>
      <Select
        label={t('pipelines.task.kind')}
        options={known ? options : [...options, { value: kind, label: kind }]}
        value={kind || null}
        disabled={disabled}
        onChange={(next) => onChange(next ?? '')}
      />
    </Field>
  )
}
