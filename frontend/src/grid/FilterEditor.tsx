import { useId } from 'react'
import type { Condition, DirectoryUser, FieldMeta, Operator } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { choiceOptions, isNumeric } from '@/record/FieldInput'
import { Avatar } from '@/ui/Avatar'
import { Input } from '@/ui/Input'
import { OptionList } from '@/ui/OptionList'
import type { Option } from '@/ui/options'
import { userOptions } from '@/ui/UserPicker'
import { valueShape, withOperator } from './filter'

type Props = {
  field: FieldMeta
  condition: Condition
  users: readonly DirectoryUser[]
  found: string | null
  onChange: (condition: Condition) => void
}

const PERIODS = [
  'today', 'yesterday', 'tomorrow', 'thisWeek', 'lastWeek', 'nextWeek', 'thisMonth', 'lastMonth', 'nextMonth',
  'thisYear', 'last7Days', 'last30Days', 'next7Days', 'past', 'future', 'later',
]
const GROUPS = ['open', 'progress', 'waiting', 'won', 'lost', 'done', 'expired']

export function FilterEditor({ field, condition, users, found, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-2 border-b border-line px-3 py-2">
        <label htmlFor={id} className="min-w-0 truncate font-medium">
          {field.label}
        </label>
        {/* A native select: short, and one key away on every device. */}
        <select
          id={id}
          className="ms-auto h-hit-dense max-w-40 rounded-control border border-control bg-raised px-1.5 text-13"
          value={condition.op}
          onChange={(e) => onChange(withOperator(condition, e.target.value as Operator))}
        >
          {field.operators.map((op) => (
            <option key={op} value={op}>
              {tOr(`op.${op}`, op)}
            </option>
          ))}
        </select>
      </div>
      <ValueEditor field={field} condition={condition} users={users} onChange={onChange} />
      <p role="status" className="min-h-7 border-t border-line px-3 py-1 text-12 text-ink-3">
        {found}
      </p>
    </div>
  )
}

function ValueEditor({ field, condition, users, onChange }: Omit<Props, 'found'>) {
  const set = (value: NonNullable<Condition['value']>) => onChange({ ...condition, value })
  const shape = valueShape(condition.op)
  const options = optionsOf(field, shape, users)
  if (shape === 'none') return <p className="px-3 py-2 text-12 text-ink-3">{t('filter.noValue')}</p>
  if (shape === 'many') {
    const chosen = Array.isArray(condition.value) ? condition.value.map(String) : []
    const toggle = (value: string) => set(chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value])
    const extra = chosen.filter((v) => !options.some((o) => o.value === v)).map((v) => ({ value: v, label: v }))
    return (
      <OptionList
        key={condition.op}
        label={field.label}
        options={[...options, ...extra]}
        selected={chosen}
        multiple
        onPick={toggle}
        {...(options.length === 0 || field.kind === 'tags' ? { onCreate: toggle, searchable: true } : {})}
      />
    )
  }
  if (options.length > 0) {
    return (
      <OptionList
        key={condition.op}
        label={field.label}
        options={options}
        selected={condition.value === undefined ? [] : [String(condition.value)]}
        onPick={(value) => set(field.kind === 'bool' ? value === 'true' : value)}
      />
    )
  }
  if (shape === 'pair') {
    const [from = '', to = ''] = Array.isArray(condition.value) ? condition.value.map(String) : []
    return (
      <div className="grid grid-cols-2 gap-2 p-3">
        <Typed field={field} label={t('filter.from')} value={from} onType={(v) => set(typed(field, [v, to]))} autoFocus />
        <Typed field={field} label={t('filter.to')} value={to} onType={(v) => set(typed(field, [from, v]))} />
      </div>
    )
  }
  return (
    <div className="p-3">
      <Typed
        field={field}
        label={t('filter.value')}
        value={condition.value === undefined ? '' : String(condition.value)}
        onType={(v) => set(isAmount(field) && v !== '' ? Number(v) : v)}
        autoFocus
      />
    </div>
  )
}

const isAmount = (field: FieldMeta): boolean => isNumeric(field.kind) || field.kind === 'money'
const typed = (field: FieldMeta, pair: string[]): string[] | number[] =>
  isAmount(field) && pair.every((v) => v !== '') ? pair.map(Number) : pair

function Typed({ field, label, value, onType, autoFocus = false }: { field: FieldMeta; label: string; value: string; onType: (value: string) => void; autoFocus?: boolean }) {
  const type = field.kind === 'date' || field.kind === 'instant' ? 'date' : isAmount(field) ? 'number' : 'text'
  return <Input aria-label={label} placeholder={label} type={type} step="any" value={value} autoFocus={autoFocus} onChange={(e) => onType(e.target.value)} />
}

function optionsOf(field: FieldMeta, shape: ReturnType<typeof valueShape>, users: readonly DirectoryUser[]): Option[] {
  if (shape === 'period') return PERIODS.map((value) => ({ value, label: tOr(`period.${value}`, value) }))
  if (shape === 'group') return GROUPS.map((value) => ({ value, label: tOr(`group.${value}`, value) }))
  if (field.kind === 'user' || field.kind === 'users') return [{ value: 'me', label: t('filter.me'), icon: <Avatar name={t('filter.me')} size="sm" /> }, ...userOptions(users)]
  if (field.kind === 'bool') {
    return [
      { value: 'true', label: t('word.yes') },
      { value: 'false', label: t('word.no') },
    ]
  }
  return choiceOptions(field, 'all')
}
