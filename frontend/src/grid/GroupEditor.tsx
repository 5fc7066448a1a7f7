import '@/i18n/packs/columns'
import { ChevronDown, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Condition, DirectoryUser, Filter, ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { OptionList } from '@/ui/OptionList'
import { conditionText } from './conditionText'
import { FilterEditor } from './FilterEditor'
import { defaultOperator, isComplete, isCondition } from './filter'

type Props = {
  meta: ObjectMeta
  /// A group, or the condition a group begins with.
  node: Filter
  /// Of this group all must hold: it stands in a filter of which any part is enough.
  all: boolean
  users: readonly DirectoryUser[]
  found: string | null
  onChange: (node: Filter) => void
}

type Draft = { at: number; condition: Condition }

/// The conditions of one group, one open at a time. A group left with one of them is that condition again.
export function GroupEditor({ meta, node, all, users, found, onChange }: Props) {
  const parts = isCondition(node) ? [node] : 'or' in node ? node.or : node.and
  const [draft, setDraft] = useState<Draft | null>(null)
  const [adding, setAdding] = useState(isCondition(node))
  const put = (next: readonly Filter[]) => {
    const [only] = next
    if (next.length === 1 && only) onChange(only)
    else if (next.length > 1) onChange(all ? { and: [...next] } : { or: [...next] })
  }
  const change = (condition: Condition) => {
    if (!draft) return
    setDraft({ ...draft, condition })
    if (isComplete(condition)) put(draft.at === parts.length ? [...parts, condition] : parts.map((part, i) => (i === draft.at ? condition : part)))
  }
  const fieldOf = (condition: Condition) => meta.fields.find((field) => field.key === condition.field)
  const open = draft && fieldOf(draft.condition)
  return (
    <div role="group" aria-label={t('filter.group.label')} className="flex flex-col">
      <p className="border-b border-line px-3 py-2 font-medium">{t(all ? 'filter.all' : 'filter.any')}</p>
      <ul className="flex flex-col">
        {parts.map((part, at) => {
          const text = conditionText(meta, part, users)
          return (
            <li key={`${at}:${isCondition(part) ? part.field : ''}`} className="flex items-center border-b border-line">
              <button
                type="button"
                aria-expanded={draft?.at === at}
                disabled={!isCondition(part)}
                className="flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-1.5 px-3 py-1 text-start hover:bg-hover touch:min-h-11"
                onClick={() => setDraft(draft?.at === at || !isCondition(part) ? null : { at, condition: part })}
              >
                <span className="text-ink-2">{text.field}</span>
                <span className="text-ink-3">{text.operator}</span>
                <bdi className="font-medium">{text.value}</bdi>
                <ChevronDown size={12} className="ms-auto text-ink-3" aria-hidden />
              </button>
              {parts.length > 1 && (
                <button
                  type="button"
                  aria-label={t('filter.remove', { field: text.field })}
                  className="flex size-9 shrink-0 items-center justify-center text-ink-3 hover:bg-hover hover:text-ink touch:size-11"
                  onClick={() => {
                    setDraft(null)
                    put(parts.filter((_, i) => i !== at))
                  }}
                >
                  <X size={14} aria-hidden />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {draft && open ? (
        <FilterEditor key={`${draft.at}:${open.key}`} field={open} condition={draft.condition} users={users} found={found} onChange={change} />
      ) : adding ? (
        <OptionList
          label={t('filter.field')}
          placeholder={t('filter.field.search')}
          searchable
          options={meta.fields.filter((field) => field.filterable && field.operators.length > 0).map((field) => ({ value: field.key, label: field.label }))}
          selected={[]}
          onPick={(key) => {
            const field = meta.fields.find((each) => each.key === key)
            if (!field) return
            setDraft({ at: parts.length, condition: { field: key, op: defaultOperator(field) } })
            setAdding(false)
          }}
        />
      ) : null}
      {!adding && (
        <div className="p-1.5">
          <Button
            variant="quiet"
            size="sm"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => {
              setDraft(null)
              setAdding(true)
            }}
          >
            {t(all ? 'filter.group.and' : 'filter.group.add')}
          </Button>
        </div>
      )}
    </div>
  )
}
