import { Pencil } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import type { DirectoryUser, FieldMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { fieldValue } from '../FieldValue'
import { fieldText, isEmpty, isRef } from '../values'
import { linkOf } from './linkOf'
import { Link } from '@tanstack/react-router'
import { recordHref } from '../links'

const FactEditor = lazy(() => import('./FactEditor').then((module) => ({ default: module.FactEditor })))

type Props = {
  field: FieldMeta
  value: unknown
  users: readonly DirectoryUser[]
  currency: string
  mayEdit: boolean
  changed: boolean
  onSave: (field: FieldMeta, value: unknown) => void
  onSpecial?: (() => void) | undefined
}

export function Fact({ field, value, users, currency, mayEdit, changed, onSave, onSpecial }: Props) {
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setEditing(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const href = linkOf(field, value)
  const record = isRef(value) ? recordHref(value.object, value.id) : null
  const start = onSpecial ?? (mayEdit ? () => setEditing(true) : null)
  const empty = isEmpty(value)
  const label = t('facts.edit', { field: field.label })
  const long = field.kind === 'longText'
  const wraps = long || field.kind === 'text'
  const shown = empty ? <span className="text-ink-3">{start ? t('facts.add') : t('word.none')}</span> : long ? <bdi className="whitespace-pre-line">{String(value)}</bdi> : fieldValue(field, value)
  return (
    <div className={cn('group/fact -mx-1.5 flex min-h-7 rounded-chip px-1.5 touch:min-h-11', long ? 'flex-col' : 'items-start gap-2', changed && 'animate-remote')}>
      <dt className={cn('shrink-0 truncate py-1 text-ink-3 touch:py-2.5', long ? 'pb-0!' : 'w-26')} title={field.label}>
        {field.label}
      </dt>
      <dd className="relative flex min-w-0 flex-1 items-start">
        {editing ? (
          <Suspense>
          <FactEditor
            field={field}
            value={value}
            users={users}
            currency={currency}
            onSave={(next) => {
              close()
              onSave(field, next)
            }}
            onCancel={close}
          />
          </Suspense>
        ) : href !== null || record !== null ? (
          <>
            {href !== null ? (
              <a
                href={href}
                title={fieldText(field, value)}
                className={cn('min-w-0 rounded-chip py-1 text-accent hover:underline touch:py-2.5', wraps ? '[overflow-wrap:anywhere]' : 'truncate')}
                {...(field.kind === 'url' ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
              >
                {shown}
              </a>
            ) : (
              <Link to={record ?? '.'} className="min-w-0 truncate rounded-chip py-1 text-accent hover:underline touch:py-2.5">
                {shown}
              </Link>
            )}
            {start && (
              <button
                ref={opener}
                type="button"
                aria-label={label}
                title={label}
                className="absolute end-0 top-0 flex size-7 items-center justify-center rounded-control bg-surface text-ink-3 opacity-0 group-hover/fact:opacity-100 hover:bg-surface-2 hover:text-ink focus-visible:opacity-100 touch:size-11 touch:opacity-100"
                onClick={start}
              >
                <Pencil size={12} aria-hidden />
              </button>
            )}
          </>
        ) : start ? (
          <button
            ref={opener}
            type="button"
            aria-label={empty ? label : undefined}
            title={label}
            className={cn(
              '-mx-1.5 min-w-0 max-w-full flex-1 rounded-chip px-1.5 py-1 text-start hover:bg-hover touch:py-2.5',
              wraps ? '[overflow-wrap:anywhere]' : 'truncate',
            )}
            onClick={start}
          >
            {shown}
            {!empty && <span className="sr-only">{`, ${t('word.edit')}`}</span>}
          </button>
        ) : (
          <span className={cn('min-w-0 py-1 touch:py-2.5', wraps ? '[overflow-wrap:anywhere]' : 'truncate')}>{shown}</span>
        )}
      </dd>
    </div>
  )
}
