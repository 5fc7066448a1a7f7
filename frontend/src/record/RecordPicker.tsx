import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronsUpDown, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { metaQuery, someRows } from '@/api/records'
import type { Filter, Ref, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { useFieldWiring } from '@/ui/Field'
import { CONTROL } from '@/ui/Input'
import { cn } from '@/ui/cn'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { fieldText } from './values'

const PAUSE_MS = 200
const FOUND = 20

type Props = { label: string; object: string; value: Ref | null; onChange: (value: Ref | null) => void; placeholder?: string; disabled?: boolean; required?: boolean }

/// One record of an object, found by its title on the server.
export function RecordPicker({ label, object, value, onChange, placeholder, disabled = false, required = false }: Props) {
  const [open, setOpen] = useState(false)
  const wiring = useFieldWiring()
  return (
    <span className="relative flex min-w-0">
      <Popover
        label={label}
        open={open}
        onOpenChange={setOpen}
        className="w-(--radix-popover-trigger-width) min-w-72"
        trigger={
          <button
            type="button"
            disabled={disabled}
            aria-haspopup="dialog"
            aria-expanded={open}
            aria-label={wiring.id === undefined ? label : undefined}
            id={wiring.id}
            aria-describedby={wiring['aria-describedby']}
            className={cn(CONTROL, 'flex h-hit items-center justify-between gap-2 text-start')}
          >
            {value ? <bdi className="truncate">{value.label || t('grid.untitled')}</bdi> : <span className="truncate text-ink-3">{placeholder ?? t('pick.choose')}</span>}
            <ChevronsUpDown size={14} className={cn('text-ink-3', value && 'ms-5')} aria-hidden />
          </button>
        }
      >
        <Search
          label={label}
          object={object}
          onPick={(ref) => {
            onChange(ref)
            setOpen(false)
          }}
        />
      </Popover>
      {value && !disabled && !required && (
        <button
          type="button"
          aria-label={t('pick.clear', { label })}
          className="absolute inset-y-0 end-7 flex w-6 items-center justify-center text-ink-3 hover:text-ink"
          onClick={() => onChange(null)}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}

function Search({ label, object, onPick }: { label: string; object: string; onPick: (ref: Ref) => void }) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const { data: meta } = useQuery(metaQuery(object))
  const { data: rows = [] } = useQuery({
    queryKey: [object, 'find', asked],
    enabled: meta !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      if (!meta) return []
      const fields = [meta.titleField, 'company', 'number', 'status'].filter((key) => meta.fields.some((field) => field.key === key))
      const filter: Filter | null = asked === '' ? null : { field: meta.titleField, op: 'contains', value: asked }
      return someRows(meta, { filter, sort: meta.defaultSort, fields, limit: FOUND }, signal)
    },
  })
  const hint = (row: Row): string =>
    (meta?.fields ?? [])
      .filter((field) => field.key === 'company' || field.key === 'status')
      .map((field) => fieldText(field, row[field.key]))
      .filter(Boolean)
      .join(' · ')
  const titleOf = (row: Row) => String((meta && row[meta.titleField]) ?? '')
  return (
    <OptionList
      label={label}
      options={rows.map((row) => ({ value: row.id, label: titleOf(row) || t('grid.untitled'), hint: hint(row) }))}
      selected={[]}
      onQuery={setText}
      onPick={(id) => {
        const row = rows.find((each) => each.id === id)
        if (row) onPick({ id, label: titleOf(row), object })
      }}
    />
  )
}
