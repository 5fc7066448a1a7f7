import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ComponentProps, type FormEventHandler, useState } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from './Button'
import { cn } from './cn'
import type { DialogProps, SheetProps, SpotlightProps } from './Dialog'

const SIZE = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl', xl: 'sm:max-w-[min(72rem,calc(100vw-2rem))]' }
const SHADE = 'fixed inset-0 z-40 bg-shade animate-fade'

/// Escape in a field that takes it for itself, such as a cell being edited, leaves the dialog open.
function leaveToField(event: KeyboardEvent): void {
  if (event.target instanceof Element && event.target.closest('[data-own-escape]')) event.preventDefault()
}

/// The focus goes back to where it was before, a row of a list say, unless it was led elsewhere. Looked for while this is
/// drawn: once it is there, a field in it may have the focus.
function Content(props: ComponentProps<typeof Radix.Content>) {
  const [before] = useState(() => document.activeElement)
  const goBack = (event: Event) => {
    event.preventDefault()
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  return <Radix.Content {...props} onEscapeKeyDown={leaveToField} onCloseAutoFocus={goBack} />
}

/// In the middle of a desktop, from below on a phone.
export function Dialog({ size = 'md', ...rest }: DialogProps) {
  return (
    <Frame
      {...rest}
      className={cn('max-h-[92dvh] w-full sm:inset-x-auto sm:start-1/2 sm:top-[10dvh] sm:bottom-auto sm:max-h-[80dvh] sm:-translate-x-1/2 sm:rounded-sheet sm:animate-appear rtl:sm:translate-x-1/2', SIZE[size])}
    />
  )
}

/// A panel at the end side of a desktop, from below on a phone.
export function Sheet(props: SheetProps) {
  return <Frame {...props} className="max-h-[92dvh] sm:inset-y-2 sm:start-auto sm:end-2 sm:max-h-none sm:w-105 sm:rounded-sheet sm:animate-slide-in" />
}

/// A field with a list under it, near the top of the page: no heading to see, nothing to press but what is found.
export function Spotlight({ title, onClose, children }: SpotlightProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={SHADE} />
        <Content aria-describedby={undefined} className="fixed inset-x-3 top-[8dvh] z-40 mx-auto max-w-xl animate-appear overflow-hidden rounded-sheet border border-line bg-raised text-ink shadow-float outline-none">
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Frame({ open, onOpenChange, title, description, footer, onSubmit, className, children }: SheetProps & { className: string }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={SHADE} />
        <Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cn('fixed inset-x-0 bottom-0 z-40 flex flex-col overflow-hidden rounded-t-sheet border border-line bg-raised text-ink shadow-float outline-none max-sm:animate-slide-up', className)}
        >
          <Body title={title} description={description} footer={footer} onSubmit={onSubmit}>
            {children}
          </Body>
        </Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Body({ title, description, footer, onSubmit, children }: Pick<DialogProps, 'title' | 'description' | 'footer' | 'children'> & { onSubmit: (() => void) | undefined }) {
  const parts = (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3 sm:px-5">{children}</div>
      {footer !== undefined && (
        <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-5">
          {footer}
        </div>
      )}
    </>
  )
  const submit: FormEventHandler = (event) => {
    event.preventDefault()
    event.stopPropagation()
    onSubmit?.()
  }
  return (
    <>
      <header className="border-b border-line py-2.5 ps-4 pe-13 sm:ps-5">
        <div className="py-1">
          <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
          {description !== undefined && <Radix.Description className="text-13 text-ink-2">{description}</Radix.Description>}
        </div>
      </header>
      {onSubmit ? (
        // Mod+Enter is a convenience on top of the form's own submit button.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <form
          noValidate
          className="flex min-h-0 flex-1 flex-col"
          onSubmit={submit}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) {
              e.preventDefault()
              onSubmit()
            }
          }}
        >
          {parts}
        </form>
      ) : (
        parts
      )}
      {/* Last in order, so that the focus starts at the first field and not here. */}
      <Radix.Close asChild>
        <IconButton label={t('dialog.close')} className="absolute! end-2 top-2.5 touch:top-1.5">
          <X size={16} aria-hidden />
        </IconButton>
      </Radix.Close>
    </>
  )
}
