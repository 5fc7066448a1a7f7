import { ListFilter, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Condition, DirectoryUser, FieldMeta, Filter, ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { Skeleton } from '@/ui/Skeleton'
import { conditionText } from './conditionText'
import { conditionsOf, defaultOperator, filterOf, isComplete, isCondition } from './filter'

const FilterEditor = lazy(() => import('./FilterEditor').then((module) => ({ default: module.FilterEditor })))

type Props = {
  meta: ObjectMeta
  filter: Filter | null
  users: readonly DirectoryUser[]
  onChange: (filter: Filter | null) => void
  adding: boolean
  onAdding: (open: boolean) => void
  /// How many records match now, shown while a filter is edited.
  found: string | null
}

/// Chips "field · operator · value", applied while they are edited.
export function FilterBar({ meta, filter, users, onChange, adding, onAdding, found }: Props) {
  const conditions = conditionsOf(filter)
  const replace = (index: number, next: Filter | null) =>
    onChange(filterOf(next === null ? conditions.filter((_, i) => i !== index) : conditions.map((old, i) => (i === index ? next : old))))
  return (
    <>
      {conditions.map((node, index) => (
        <Chip
          // Chips have no identity of their own beyond their place and field.
          key={`${index}:${isCondition(node) ? node.field : 'group'}`}
          meta={meta}
          node={node}
          users={users}
          found={found}
          onChange={(next) => replace(index, next)}
          onRemove={() => replace(index, null)}
        />
      ))}
      <AddFilter meta={meta} users={users} open={adding} onOpen={onAdding} found={found} onAdd={(condition) => onChange(filterOf([...conditions, condition]))} onUpdate={(condition) => replace(conditions.length - 1, condition)} />
    </>
  )
}

type ChipProps = { meta: ObjectMeta; node: Filter; users: readonly DirectoryUser[]; found: string | null; onChange: (next: Filter) => void; onRemove: () => void }

function Chip({ meta, node, users, found, onChange, onRemove }: ChipProps) {
  const [draft, setDraft] = useState<Condition | null>(null)
  const text = conditionText(meta, node, users)
  const field = isCondition(node) ? meta.fields.find((f) => f.key === node.field) : undefined
  const label = (
    <span className="flex min-w-0 items-center gap-1.5 px-2">
      <span className="text-ink-2">{text.field}</span>
      <span className="text-ink-3">{text.operator}</span>
      {text.value !== '' && <bdi className="max-w-56 truncate font-medium">{text.value}</bdi>}
    </span>
  )
  return (
    <span className="inline-flex h-hit-dense shrink-0 items-stretch overflow-hidden rounded-control border border-line-strong bg-raised">
      {field && isCondition(node) ? (
        <Popover
          label={t('filter.edit', { field: field.label })}
          onOpenChange={(open) => setDraft(open ? node : null)}
          className="w-72"
          trigger={
            <button type="button" className="flex min-w-0 items-center rounded-s-control hover:bg-hover">
              {label}
            </button>
          }
        >
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
          <FilterEditor
            field={field}
            condition={draft ?? node}
            users={users}
            found={found}
            onChange={(next) => {
              setDraft(next)
              if (isComplete(next)) onChange(next)
            }}
          />
          </Suspense>
        </Popover>
      ) : (
        <span className="flex items-center">{label}</span>
      )}
      <button
        type="button"
        aria-label={t('filter.remove', { field: text.field })}
        className="flex w-7 items-center justify-center border-s border-line text-ink-3 hover:bg-hover hover:text-ink touch:w-11"
        onClick={onRemove}
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  )
}

type AddProps = {
  meta: ObjectMeta
  users: readonly DirectoryUser[]
  open: boolean
  onOpen: (open: boolean) => void
  found: string | null
  onAdd: (condition: Condition) => void
  onUpdate: (condition: Condition) => void
}

function AddFilter({ meta, users, open, onOpen, found, onAdd, onUpdate }: AddProps) {
  const [draft, setDraft] = useState<{ field: FieldMeta; condition: Condition; added: boolean } | null>(null)
  const fields = meta.fields.filter((field) => field.filterable && field.operators.length > 0)
  const change = (condition: Condition) => {
    if (!draft) return
    const complete = isComplete(condition)
    if (complete && draft.added) onUpdate(condition)
    else if (complete) onAdd(condition)
    setDraft({ ...draft, condition, added: draft.added || complete })
  }
  return (
    <Popover
      label={t('filter.add')}
      open={open}
      onOpenChange={(next) => {
        if (!next) setDraft(null)
        onOpen(next)
      }}
      className="w-72"
      trigger={
        <Button variant="quiet" size="sm" icon={<ListFilter size={14} aria-hidden />}>
          {t('filter.add')}
        </Button>
      }
    >
      {draft ? (
        <Suspense fallback={<Skeleton className="m-3 h-24" />}>
          <FilterEditor field={draft.field} condition={draft.condition} users={users} found={found} onChange={change} />
        </Suspense>
      ) : (
        <OptionList
          label={t('filter.field')}
          placeholder={t('filter.field.search')}
          searchable
          options={fields.map((field) => ({ value: field.key, label: field.label }))}
          selected={[]}
          onPick={(key) => {
            const field = fields.find((f) => f.key === key)
            if (field) setDraft({ field, condition: { field: key, op: defaultOperator(field) }, added: false })
          }}
        />
      )}
    </Popover>
  )
}
