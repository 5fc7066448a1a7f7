import { createContext, type FocusEvent, type ReactNode, useContext, useId } from 'react'
import { CircleAlert } from 'lucide-react'
import { t } from '@/i18n/t'
import { cn } from './cn'

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }
const FieldContext = createContext<Wiring | null>(null)

/// What a control inside a `Field` spreads on its element: id, description and validity.
export function useFieldWiring(own?: string | undefined) {
  const field = useContext(FieldContext)
  return {
    id: own ?? field?.id,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid ? true : undefined,
    'aria-required': field?.required ? true : undefined,
  } as const
}

type Props = {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  /// Optional fields say so; the others are required.
  optional?: boolean
  hideLabel?: boolean
  className?: string
  /// The focus went elsewhere, and not into a list this field opened.
  onLeave?: (() => void) | undefined
  children: ReactNode
}

export function Field({ label, hint, error, optional = false, hideLabel = false, className, onLeave, children }: Props) {
  const id = useId()
  const hasError = typeof error === 'string' && error !== ''
  const describedBy = [hint !== undefined && `${id}-hint`, hasError && `${id}-error`].filter(Boolean).join(' ') || undefined
  const leave = (event: FocusEvent) => {
    const to = event.relatedTarget
    if (!event.currentTarget.contains(to) && !to?.closest('[data-radix-popper-content-wrapper]')) onLeave?.()
  }
  return (
    // Only listens where the focus goes; nothing here is operated.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={cn('flex min-w-0 flex-col gap-1', className)} onBlur={leave}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'flex items-baseline gap-1.5 text-12 font-medium text-ink-2'}>
        {label}
        {optional && <span className="font-normal text-ink-3">{t('field.optional')}</span>}
      </label>
      <FieldContext value={{ id, describedBy, invalid: hasError, required: !optional }}>{children}</FieldContext>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-12 text-ink-3">
          {hint}
        </p>
      )}
      {hasError && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-12 text-bad">
          <CircleAlert size={14} className="mt-px" aria-hidden />
          {error}
        </p>
      )}
    </div>
  )
}
