import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

type Props = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode }

export const CHECKBOX = 'size-4 shrink-0 cursor-pointer rounded-chip accent-(--solid) disabled:cursor-not-allowed'

export function Checkbox({ label, hint, className, ...rest }: Props) {
  return (
    <label className={cn('flex min-h-6 items-start gap-2 touch:min-h-11 touch:items-center', className)}>
      <input type="checkbox" className={cn(CHECKBOX, 'mt-0.5')} {...rest} />
      <span className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-12 text-ink-3">{hint}</span>}
      </span>
    </label>
  )
}

/// On or off at once, without a save button.
export function Switch({ label, hint, className, ...rest }: Props) {
  return (
    <label className={cn('flex min-h-6 items-start justify-between gap-3 touch:min-h-11 touch:items-center', className)}>
      <span className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-12 text-ink-3">{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={rest.checked ?? false}
        className={
          'relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-control transition-colors duration-120 ' +
          'before:absolute before:start-0.5 before:top-0.5 before:size-4 before:rounded-full before:bg-surface ' +
          'before:transition-[inset-inline-start] before:duration-120 checked:bg-solid checked:before:start-4.5'
        }
        {...rest}
      />
    </label>
  )
}
