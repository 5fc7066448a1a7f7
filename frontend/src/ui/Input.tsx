import type { ComponentProps, KeyboardEvent } from 'react'
import { cn } from './cn'
import { useFieldWiring } from './Field'

export const CONTROL =
  'w-full min-w-0 rounded-control border border-control bg-raised px-2.5 text-ink transition-colors duration-120 ' +
  'hover:border-ink-3 focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad ' +
  'disabled:border-line disabled:bg-surface-2 disabled:text-ink-3'

export function Input({ className, id, ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...useFieldWiring(id)} className={cn(CONTROL, 'h-hit read-only:bg-surface-2', className)} {...rest} />
}

type TextAreaProps = ComponentProps<'textarea'> & { onSubmitKeys?: () => void }

/// Grows with its text. Mod+Enter calls `onSubmitKeys`.
export function TextArea({ className, id, onSubmitKeys, onKeyDown, ...rest }: TextAreaProps) {
  const submit = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event)
    if (onSubmitKeys && event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      onSubmitKeys()
    }
  }
  return (
    <textarea
      rows={3}
      {...useFieldWiring(id)}
      className={cn(CONTROL, 'field-sizing-content max-h-80 min-h-16 py-1.5', className)}
      onKeyDown={submit}
      {...rest}
    />
  )
}
