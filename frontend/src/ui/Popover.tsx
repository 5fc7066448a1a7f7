import { Popover as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

type Props = {
  trigger?: ReactNode
  /// Anchors the panel to something else than its trigger: a rectangle on the screen.
  anchor?: { getBoundingClientRect: () => DOMRect }
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  label: string
  id?: string
  className?: string
  children: ReactNode
  onCloseAutoFocus?: (event: Event) => void
}

export const PANEL = 'z-50 rounded-card border border-line bg-raised text-ink shadow-float animate-appear'

export function Popover({ trigger, anchor, open, onOpenChange, align = 'start', side = 'bottom', label, id, className, children, onCloseAutoFocus }: Props) {
  const root: ComponentProps<typeof Radix.Root> = {}
  if (open !== undefined) root.open = open
  if (onOpenChange) root.onOpenChange = onOpenChange
  return (
    <Radix.Root {...root}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      {anchor && <Radix.Anchor virtualRef={{ current: anchor }} />}
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
          className={cn(PANEL, 'max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] overflow-y-auto', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const PopoverClose = Radix.Close
