import { Check, Lock, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FieldMeta } from '@/api/types'
import { dateTime, relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { Badge, StatusPill, toneOf } from '@/ui/Badge'
import { fieldText, isEmpty, isPerson, optionOf } from './values'

const TAGS_SHOWN = 2

/// A field's value as people read it, in one line. Plain elements only: a grid draws thousands of these.
export function fieldValue(field: FieldMeta, value: unknown): ReactNode {
  if (isEmpty(value)) return null
  if (field.visibility === 'masked') {
    return (
      <span className="inline-flex items-center gap-1 text-ink-2" title={t('field.masked')}>
        <Lock size={12} aria-hidden />
        <bdi>{String(value)}</bdi>
      </span>
    )
  }
  switch (field.kind) {
    case 'status':
      return <StatusPill label={fieldText(field, value)} color={optionOf(field, value)?.color} />
    case 'choice': {
      const option = optionOf(field, value)
      return option?.color ? <StatusPill label={option.label} color={option.color} /> : <bdi>{fieldText(field, value)}</bdi>
    }
    case 'multiChoice':
    case 'tags':
      return tags(field, value)
    case 'users':
      return <bdi className="truncate">{fieldText(field, value)}</bdi>
    case 'user':
      return isPerson(value) ? (
        <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 align-middle">
          <Avatar name={value.name ?? t('timeline.system')} size="sm" />
          <bdi className="truncate">{value.name ?? t('timeline.system')}</bdi>
        </span>
      ) : null
    case 'bool':
      return value === true ? (
        <span className="text-ok">
          <Check size={16} aria-hidden />
          <span className="sr-only">{t('word.yes')}</span>
        </span>
      ) : (
        <span className="text-ink-3">
          <Minus size={16} aria-hidden />
          <span className="sr-only">{t('word.no')}</span>
        </span>
      )
    case 'instant':
      return (
        <time dateTime={String(value)} title={dateTime(String(value))}>
          {relative(String(value))}
        </time>
      )
    case 'phone':
      return (
        <bdi dir="ltr" className="tabular-nums">
          {String(value)}
        </bdi>
      )
    case 'text':
    case 'longText':
    case 'email':
    case 'url':
    case 'ref':
      return <bdi>{fieldText(field, value)}</bdi>
    case 'money':
    case 'number':
    case 'integer':
    case 'percent':
    case 'date':
      return <bdi className="tabular-nums">{fieldText(field, value)}</bdi>
  }
}

function tags(field: FieldMeta, value: unknown): ReactNode {
  const all = Array.isArray(value) ? value.map(String) : [String(value)]
  return (
    <span className="inline-flex max-w-full gap-1" title={fieldText(field, value)}>
      {all.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag} tone={toneOf(optionOf(field, tag)?.color)}>
          <bdi className="truncate">{optionOf(field, tag)?.label ?? tag}</bdi>
        </Badge>
      ))}
      {all.length > TAGS_SHOWN && <span className="text-12 text-ink-3">{`+${all.length - TAGS_SHOWN}`}</span>}
    </span>
  )
}
