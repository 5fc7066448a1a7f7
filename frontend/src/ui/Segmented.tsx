import { useId } from 'react'
import { cn } from './cn'

type Option<V extends string> = { value: V; label: string }
type Props<V extends string> = {
  label: string
  options: readonly Option<V>[]
  value: V
  onChange: (value: V) => void
  disabled?: boolean
  /// All choices share the width.
  fill?: boolean
  /// Many short ones beside each other.
  tight?: boolean
  className?: string
}

/// A few choices side by side: real radio buttons, so arrow keys and screen readers work as they do everywhere.
export function Segmented<V extends string>({ label, options, value, onChange, disabled = false, fill = false, tight = false, className }: Props<V>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={cn('inline-flex max-w-full overflow-x-auto rounded-control border border-control bg-raised p-0.5', fill && 'flex w-full', className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'relative flex h-6 shrink-0 items-center justify-center rounded-chip font-medium whitespace-nowrap touch:h-10',
            tight ? 'px-1' : 'px-2.5',
            fill && 'flex-1',
            option.value === value ? 'bg-soft text-soft-ink' : 'text-ink-2 hover:bg-hover',
            disabled && 'cursor-not-allowed hover:bg-transparent',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
