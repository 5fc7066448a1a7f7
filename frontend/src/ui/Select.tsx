import { ChevronsUpDown, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { t } from '@/i18n/t'
import { cn } from './cn'
import { useFieldWiring } from './Field'
import { CONTROL } from './Input'
import { OptionList } from './OptionList'
import type { Option } from './options'
import { Popover } from './Popover'

type Shared = {
  label: string
  options: readonly Option[]
  placeholder?: string
  disabled?: boolean
  className?: string
  id?: string
  footer?: ReactNode
}

/// One of many, with typeahead: typing on the closed control opens it. `label` names it when it stands outside a `Field`.
export function Select({ value, onChange, clearable = false, ...shared }: Shared & { value: string | null; onChange: (value: string | null) => void; clearable?: boolean }) {
  const [open, setOpen] = useState(false)
  const chosen = shared.options.find((o) => o.value === value)
  return (
    <Picker
      {...shared}
      open={open}
      onOpen={setOpen}
      shown={chosen && <Chosen option={chosen} />}
      {...(clearable && value !== null ? { onClear: () => onChange(null) } : {})}
    >
      <OptionList
        label={shared.label}
        options={shared.options}
        selected={value === null ? [] : [value]}
        footer={shared.footer}
        onPick={(picked) => {
          onChange(picked)
          setOpen(false)
        }}
      />
    </Picker>
  )
}

export function MultiSelect({ value, onChange, onCreate, ...shared }: Shared & { value: readonly string[]; onChange: (value: string[]) => void; onCreate?: (text: string) => void }) {
  const [open, setOpen] = useState(false)
  const chosen = value.map((v) => shared.options.find((o) => o.value === v)?.label ?? v)
  return (
    <Picker
      {...shared}
      open={open}
      onOpen={setOpen}
      shown={chosen.length > 0 && <span className="truncate">{chosen.join(', ')}</span>}
      {...(value.length > 0 ? { onClear: () => onChange([]) } : {})}
    >
      <OptionList
        label={shared.label}
        options={shared.options}
        selected={value}
        multiple
        footer={shared.footer}
        {...(onCreate ? { onCreate, searchable: true } : {})}
        onPick={(picked) => onChange(value.includes(picked) ? value.filter((v) => v !== picked) : [...value, picked])}
      />
    </Picker>
  )
}

function Chosen({ option }: { option: Option }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {option.icon}
      <bdi className="truncate">{option.label}</bdi>
    </span>
  )
}

type PickerProps = Shared & { open: boolean; onOpen: (open: boolean) => void; shown: ReactNode; onClear?: () => void; children: ReactNode }

function Picker({ label, placeholder, disabled, className, id, open, onOpen, shown, onClear, children }: PickerProps) {
  const wiring = useFieldWiring(id)
  const panel = useId()
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault()
      onOpen(true)
    }
  }
  return (
    <span className={cn('relative flex min-w-0', className)}>
      <Popover
        label={label}
        id={panel}
        open={open}
        onOpenChange={onOpen}
        className="w-(--radix-popover-trigger-width) min-w-60"
        trigger={
          <button
            type="button"
            role="combobox"
            aria-haspopup="listbox"
            aria-expanded={open}
            aria-controls={panel}
            aria-label={wiring.id === undefined ? label : undefined}
            disabled={disabled}
            onKeyDown={keys}
            {...wiring}
            className={cn(CONTROL, 'flex h-hit items-center justify-between gap-2 text-start')}
          >
            {shown || <span className="truncate text-ink-3">{placeholder ?? t('pick.choose')}</span>}
            <ChevronsUpDown size={14} className={cn('text-ink-3', onClear && 'ms-5')} aria-hidden />
          </button>
        }
      >
        {children}
      </Popover>
      {onClear && disabled !== true && (
        <button
          type="button"
          aria-label={t('pick.clear', { label })}
          className="absolute inset-y-0 end-7 flex w-6 items-center justify-center text-ink-3 hover:text-ink"
          onClick={onClear}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}
