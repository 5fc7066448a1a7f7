import type { DirectoryUser, FieldMeta, Money } from '@/api/types'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'
import { DateInput, DateTimeInput } from '@/ui/DateTimeInput'
import { Input, TextArea } from '@/ui/Input'
import type { Option } from '@/ui/options'
import { MultiSelect, Select } from '@/ui/Select'
import { UserPicker, UsersPicker } from '@/ui/UserPicker'
import { RecordPicker } from './RecordPicker'
import { idsOf, isMoney, isPerson, isRef, peopleOf } from './values'

type Props = {
  field: FieldMeta
  value: unknown
  onChange: (value: unknown) => void
  users: readonly DirectoryUser[]
  currency: string
  autoFocus?: boolean
}

export const INPUT_TYPE: Partial<Record<FieldMeta['kind'], string>> = { phone: 'tel', email: 'email', url: 'url' }
export const isNumeric = (kind: FieldMeta['kind']): boolean => kind === 'number' || kind === 'integer' || kind === 'percent'

/// Retired choices are left out, unless they are among the `kept`: a value that is there stays readable.
export function choiceOptions(field: FieldMeta, kept: readonly unknown[] | 'all' = []): Option[] {
  return (field.options ?? []).filter((option) => option.retired !== true || kept === 'all' || kept.includes(option.value)).map((option) => ({
    value: option.value,
    label: option.label,
    ...(option.color ? { icon: <Dot color={option.color} /> } : {}),
  }))
}

function Dot({ color }: { color: string }) {
  return <StatusPill label="" color={color} className="h-4 w-4 justify-center px-0" />
}

/// The control for a field in a form, chosen by its kind. Values go in and out as the API shows them.
export function FieldInput({ field, value, onChange, users, currency, autoFocus = false }: Props) {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  switch (field.kind) {
    case 'choice':
    case 'status':
      return <Select label={field.label} options={choiceOptions(field, [value])} value={text || null} clearable={!field.required} onChange={onChange} />
    case 'multiChoice':
    case 'tags': {
      const chosen = Array.isArray(value) ? value.map(String) : []
      const known = choiceOptions(field, chosen)
      const extra = chosen.filter((tag) => !known.some((o) => o.value === tag)).map((tag) => ({ value: tag, label: tag }))
      return (
        <MultiSelect
          label={field.label}
          options={[...known, ...extra]}
          value={chosen}
          onChange={onChange}
          {...(field.kind === 'tags' ? { onCreate: (tag: string) => onChange([...chosen, tag]) } : {})}
        />
      )
    }
    case 'users':
      return <UsersPicker label={field.label} users={users} value={idsOf(value)} onChange={(ids) => onChange(peopleOf(ids, users, value))} />
    case 'user':
      return (
        <UserPicker
          label={field.label}
          users={users}
          value={isPerson(value) ? value.id : null}
          clearable={!field.required}
          onChange={(id) => onChange(users.find((user) => user.id === id) ?? null)}
        />
      )
    case 'bool':
      return (
        <Select
          label={field.label}
          options={[
            { value: 'true', label: t('word.yes') },
            { value: 'false', label: t('word.no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          clearable={!field.required}
          onChange={(v) => onChange(v === null ? null : v === 'true')}
        />
      )
    case 'date':
      return <DateInput value={text || null} onChange={onChange} />
    case 'instant':
      return <DateTimeInput value={text || null} onChange={onChange} />
    case 'money':
      return <MoneyInput value={isMoney(value) ? value : null} onChange={onChange} currency={currency} autoFocus={autoFocus} />
    case 'longText':
      return <TextArea autoFocus={autoFocus} value={text} onChange={(e) => onChange(e.target.value || null)} />
    case 'number':
    case 'integer':
    case 'percent':
      return (
        <Input
          type="number"
          inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
          step={field.kind === 'integer' || (field.kind === 'number' && field.decimals === 0) ? 1 : 'any'}
          autoFocus={autoFocus}
          value={text}
          onChange={(e) => onChange(e.target.value === '' ? null : Number(e.target.value))}
        />
      )
    case 'ref':
      return <RecordPicker label={field.label} object={field.object ?? ''} value={isRef(value) ? value : null} required={field.required} onChange={onChange} />
    case 'text':
    case 'phone':
    case 'email':
    case 'url':
      return <Input type={INPUT_TYPE[field.kind] ?? 'text'} autoFocus={autoFocus} value={text} onChange={(e) => onChange(e.target.value || null)} />
  }
}

function MoneyInput({ value, onChange, currency, autoFocus }: { value: Money | null; onChange: (value: Money | null) => void; currency: string; autoFocus: boolean }) {
  const unit = value?.currency ?? currency
  return (
    <span className="relative flex">
      <Input
        inputMode="decimal"
        autoFocus={autoFocus}
        className="pe-14 tabular-nums"
        value={value?.amount ?? ''}
        onChange={(e) => {
          const amount = e.target.value.replace(/[^\d.-]/g, '')
          onChange(amount === '' ? null : { amount, currency: unit })
        }}
      />
      <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-12 text-ink-3">{unit}</span>
    </span>
  )
}
