import type { FieldMeta, FieldOption, Money, Person, Ref } from '@/api/types'
import { date, dateTime, money, number, percent } from '@/i18n/format'
import { t } from '@/i18n/t'

/// Reading values whose type only the metadata knows. A masked value is always a string, whatever the kind.
export const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
/// The system acts without a name.
export const isPerson = (value: unknown): value is Person => typeof value === 'object' && value !== null && 'id' in value && !('object' in value)
export const isRef = (value: unknown): value is Ref => typeof value === 'object' && value !== null && 'id' in value && 'label' in value

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export function optionOf(field: FieldMeta, value: unknown): FieldOption | undefined {
  return field.options?.find((option) => option.value === value)
}

/// The value as one line of text: for titles, tooltips, conflict dialogs and screen readers.
export function fieldText(field: FieldMeta, value: unknown): string {
  if (isEmpty(value)) return ''
  if (isMoney(value)) return money(value.amount, value.currency)
  if (isPerson(value)) return value.name ?? t('timeline.system')
  if (isRef(value)) return value.label ?? t('field.closed')
  if (Array.isArray(value)) return value.map((each: unknown) => (isPerson(each) ? (each.name ?? t('field.closed')) : (optionOf(field, each)?.label ?? String(each)))).join(', ')
  if (typeof value === 'boolean') return value ? t('word.yes') : t('word.no')
  if (field.visibility === 'masked') return String(value)
  if (field.kind === 'date') return date(String(value))
  if (field.kind === 'instant') return dateTime(String(value))
  if (field.kind === 'percent') return percent(Number(value))
  if ((field.kind === 'number' || field.kind === 'integer') && Number.isFinite(Number(value))) return number(Number(value))
  return optionOf(field, value)?.label ?? String(value)
}

/// The people of a list by their ids, and back; who has left keeps the name the record shows.
export const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map((each: unknown) => (isPerson(each) ? each.id : String(each))) : [])

export const peopleOf = (ids: readonly string[], users: readonly Person[], before: unknown): Person[] =>
  ids.flatMap((id) => users.find((user) => user.id === id) ?? (Array.isArray(before) ? (before as Person[]).find((person) => person.id === id) : undefined) ?? [])

/// What a write sends: people and references by id, everything else as shown.
export function wireValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wireValue)
  return isPerson(value) || isRef(value) ? value.id : value
}

export const sameValue = (a: unknown, b: unknown): boolean =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(wireValue(a)) === JSON.stringify(wireValue(b))
