import { fromLocalInput, toLocalInput } from '@/i18n/format'
import { Input } from './Input'

type Shared = { id?: string; disabled?: boolean; min?: string; className?: string }

/// A moment, typed and shown in the reader's own time zone and handed over as an instant.
export function DateTimeInput({ value, onChange, ...rest }: Shared & { value: string | null; onChange: (iso: string | null) => void }) {
  return (
    <Input
      type="datetime-local"
      value={value === null ? '' : toLocalInput(value)}
      onChange={(e) => onChange(e.target.value === '' ? null : fromLocalInput(e.target.value))}
      {...rest}
    />
  )
}

/// A calendar day, the same in every zone.
export function DateInput({ value, onChange, ...rest }: Shared & { value: string | null; onChange: (day: string | null) => void }) {
  return <Input type="date" value={value ?? ''} onChange={(e) => onChange(e.target.value === '' ? null : e.target.value)} {...rest} />
}
