import type { Condition, DirectoryUser, Filter, ObjectMeta } from '@/api/types'
import { date, dateTime } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { isCondition } from './filter'

type Words = { field: string; operator: string; value: string }

/// A condition in words, as its chip shows it.
export function conditionText(meta: ObjectMeta, node: Filter, users: readonly DirectoryUser[]): Words {
  if (!isCondition(node)) {
    const parts = 'or' in node ? node.or : node.and
    const [first] = parts
    const words = first ? conditionText(meta, first, users) : { field: '', operator: '', value: '' }
    return { ...words, value: t('filter.group', { value: words.value, more: parts.length - 1 }) }
  }
  const field = meta.fields.find((f) => f.key === node.field)
  const label = field?.label ?? tOr(`filter.pseudo.${node.field}`, node.field)
  return { field: label, operator: tOr(`op.${node.op}`, node.op), value: valueText(meta, node, users) }
}

function valueText(meta: ObjectMeta, { field: key, op, value }: Condition, users: readonly DirectoryUser[]): string {
  if (value === undefined || value === null) return ''
  const field = meta.fields.find((f) => f.key === key)
  const one = (each: unknown): string => {
    const text = String(each)
    if (typeof each === 'boolean') return each ? t('word.yes') : t('word.no')
    if (op === 'within') return tOr(`period.${text}`, text)
    if (op === 'group') return tOr(`group.${text}`, text)
    if (field?.kind === 'user' || field?.kind === 'users') return text === 'me' ? t('filter.me') : (users.find((u) => u.id === text)?.name ?? t('filter.someone'))
    if (field?.kind === 'date' || field?.kind === 'instant') return text.length > 10 ? dateTime(text) : date(text)
    return field?.options?.find((o) => o.value === text)?.label ?? text
  }
  if (!Array.isArray(value)) return one(value)
  if (op === 'between') return value.map(one).join(' – ')
  const shown = value.slice(0, 2).map(one).join(', ')
  return value.length > 2 ? t('filter.more', { shown, more: value.length - 2 }) : shown
}
