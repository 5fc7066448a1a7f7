import { ListFilter, Split, X } from 'lucide-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import type { Condition, DirectoryUser, FieldMeta, Filter, ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { Skeleton } from '@/ui/Skeleton'
import { conditionText } from './conditionText'
import { defaultOperator, filterOf, isComplete, isCondition, nodesOf } from './filter'

const GroupEditor = lazy(() => import('./GroupEditor').then((module) => ({ default: module.GroupEditor })))
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

/// Chips "field · operator · value", applied while they are edited. The word between two chips says whether all or any
/// must hold, and changes it; a chip may be a group of the other kind.
export function FilterBar({ meta, filter, users, onChange, adding, onAdding, found }: Props) {
  const { any, nodes } = nodesOf(filter)
  const put = (next: readonly Filter[], either = any) => onChange(filterOf(next, either))
  const replace = (index: number, next: Filter | null) => put(next === null ? nodes.filter((_, i) => i !== index) : nodes.map((old, i) => (i === index ? next : old)))
  const word = t(any ? 'filter.or' : 'filter.and')
  return (
    <>
      {nodes.map((node, index) => (
        // Chips have no identity of their own beyond their place and (first) field.
        <Fragment key={`${index}:${fieldOf(node)}`}>
          {index > 0 && (
            <button
              type="button"
              aria-label={t('filter.combine', { word })}
              title={t('filter.combine', { word })}
              className="h-6 rounded-chip px-1 text-12 text-ink-3 hover:bg-hover hover:text-ink touch:h-11"
              onClick={() => put(nodes.map(flipped), !any)}
            >
              {word}
            </button>
          )}
          <Chip meta={meta} node={node} inAny={any} users={users} found={found} onChange={(next) => replace(index, next)} onRemove={() => replace(index, null)} />
        </Fragment>
      ))}
      <AddFilter meta={meta} users={users} open={adding} onOpen={onAdding} found={found} onAdd={(condition) => put([...nodes, condition])} onUpdate={(condition) => replace(nodes.length - 1, condition)} />
    </>
  )
}

const fieldOf = (node: Filter): string => {
  if (isCondition(node)) return node.field
  const [first] = 'or' in node ? node.or : node.and
  return first ? fieldOf(first) : ''
}

/// A group in a filter of the other kind is of the other kind too, or it would be none.
const flipped = (node: Filter): Filter => (isCondition(node) ? node : 'or' in node ? { and: node.or } : { or: node.and })

type ChipProps = { meta: ObjectMeta; node: Filter; /** Whether any chip is enough; a group is then one where all must hold. */ inAny: boolean; users: readonly DirectoryUser[]; found: string | null; onChange: (next: Filter) => void; onRemove: () => void }

function Chip({ meta, node, inAny, users, found, onChange, onRemove }: ChipProps) {
  const [draft, setDraft] = useState<Condition | null>(null)
  const [grouping, setGrouping] = useState(false)
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
      {(field && isCondition(node)) || !isCondition(node) ? (
        <Popover
          label={field ? t('filter.edit', { field: field.label }) : t('filter.group.title')}
          onOpenChange={(open) => {
            setDraft(open && isCondition(node) ? node : null)
            if (!open) setGrouping(false)
          }}
          className={grouping || !isCondition(node) ? 'w-96' : 'w-72'}
          trigger={
            <button type="button" className="flex min-w-0 items-center rounded-s-control hover:bg-hover">
              {label}
            </button>
          }
        >
          <Suspense fallback={<Skeleton className="m-3 h-24" />}>
            {grouping || !field || !isCondition(node) ? (
              <GroupEditor meta={meta} node={node} all={inAny} users={users} found={found} onChange={onChange} />
            ) : (
              <>
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
                <div className="border-t border-line p-1.5">
                  <Button variant="quiet" size="sm" icon={<Split size={14} className="mirror" aria-hidden />} onClick={() => setGrouping(true)}>
                    {t(inAny ? 'filter.and.more' : 'filter.alternative')}
                  </Button>
                </div>
              </>
            )}
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
