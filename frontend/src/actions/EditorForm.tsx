import { useBlocker } from '@tanstack/react-router'
import type { FormEvent, ReactNode } from 'react'
import { DiscardDialog } from '@/ui/DiscardDialog'

type Props = { id: string; dirty: boolean; onSubmit: () => void; className?: string; children: ReactNode }

/// A page that is one form: Mod+Enter saves from anywhere in it, and leaving asks when something would be lost.
export function EditorForm({ id, dirty, onSubmit, className, children }: Props) {
  const blocked = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <>
      {/* Mod+Enter is a convenience on top of the form's own submit button. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        id={id}
        noValidate
        className={className}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault()
            onSubmit()
          }
        }}
      >
        {children}
      </form>
      {blocked.status === 'blocked' && <DiscardDialog onKeep={blocked.reset} onDiscard={blocked.proceed} />}
    </>
  )
}
