import { ArrowDown, ArrowUp, Lock } from 'lucide-react'
import { useState } from 'react'
import type { ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { CHECKBOX } from '@/ui/Checkbox'
import { matching } from '@/ui/options'

export type ColumnListProps = { meta: ObjectMeta; fields: readonly string[]; onChange: (fields: string[]) => void; autoFocus?: boolean }

/// Shown columns first, in their order; the rest below. Moving is by buttons, so it needs no dragging.
export function ColumnList({ meta, fields, onChange, autoFocus = false }: ColumnListProps) {
  const [query, setQuery] = useState('')
  const shown = fields.flatMap((key) => meta.fields.find((f) => f.key === key) ?? [])
  const rest = meta.fields.filter((f) => !fields.includes(f.key)).toSorted((a, b) => a.label.localeCompare(b.label))
  const found = new Set(matching([...shown, ...rest].map((f) => ({ value: f.key, label: f.label })), query).map((o) => o.value))

  const shift = (key: string, by: -1 | 1) => {
    const from = fields.indexOf(key)
    const next = [...fields]
    next.splice(from, 1)
    next.splice(from + by, 0, key)
    onChange(next)
  }
  return (
    <div className="flex flex-col">
      <input
        autoFocus={autoFocus}
        type="search"
        aria-label={t('columns.search')}
        placeholder={t('columns.search')}
        className="h-9 border-b border-line bg-transparent px-3 outline-none touch:h-11"
        value={query}
        onChange={(e) => setQuery(e.target.value)}
      />
      <ul className="max-h-96 overflow-y-auto p-1">
        {[...shown, ...rest]
          .filter((field) => found.has(field.key))
          .map((field) => {
            const at = fields.indexOf(field.key)
            const on = at >= 0
            const fixed = field.key === meta.titleField
            return (
              <li key={field.key} className="flex items-center gap-1 rounded-control hover:bg-hover">
                <label className="flex min-h-8 min-w-0 flex-1 items-center gap-2 ps-2 touch:min-h-11">
                  <input
                    type="checkbox"
                    className={CHECKBOX}
                    checked={on || fixed}
                    disabled={fixed}
                    onChange={() => onChange(on ? fields.filter((key) => key !== field.key) : [...fields, field.key])}
                  />
                  <span className="truncate">{field.label}</span>
                  {field.visibility === 'masked' && <Lock size={12} className="text-ink-3" aria-label={t('field.masked')} />}
                </label>
                {on && !fixed && (
                  <>
                    <Arrow label={t('columns.up', { field: field.label })} disabled={at <= 1} onClick={() => shift(field.key, -1)}>
                      <ArrowUp size={14} aria-hidden />
                    </Arrow>
                    <Arrow label={t('columns.down', { field: field.label })} disabled={at === fields.length - 1} onClick={() => shift(field.key, 1)}>
                      <ArrowDown size={14} aria-hidden />
                    </Arrow>
                  </>
                )}
              </li>
            )
          })}
      </ul>
    </div>
  )
}

function Arrow({ label, disabled, onClick, children }: { label: string; disabled: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      className="flex size-7 shrink-0 items-center justify-center rounded-control text-ink-3 hover:bg-press hover:text-ink disabled:invisible touch:size-11"
      onClick={onClick}
    >
      {children}
    </button>
  )
}
