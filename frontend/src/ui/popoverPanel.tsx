import { Popover as Radix } from 'radix-ui'
import { type RefObject, useMemo, useRef } from 'react'
import { cn } from './cn'
import { type Anchor, lasting } from './lasting'
import { PANEL, type PanelProps } from './Popover'

type Props = PanelProps & {
  trigger: RefObject<HTMLElement | null>
  anchor: Anchor | undefined
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function Panel({ trigger, anchor, open, onOpenChange, align = 'start', side = 'bottom', label, id, className, children, onCloseAutoFocus }: Props) {
  const left = useRef(false)
  const place = useMemo(() => anchor && { current: lasting(anchor) }, [anchor])
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={place ?? trigger} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The trigger closes it by its own click.
            if (event.target instanceof Node && trigger.current?.contains(event.target)) event.preventDefault()
            else left.current = true
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event)
            if (!event.defaultPrevented) {
              event.preventDefault()
              if (!left.current) trigger.current?.focus()
            }
            left.current = false
          }}
          className={cn(PANEL, 'max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] overflow-y-auto', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
