import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './Kbd'

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={350} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
)

type Props = { text: string; keys?: string | undefined; side?: 'top' | 'bottom' | 'left' | 'right' | undefined; children: ReactNode }

/// Escape is meant for what lies under the tooltip, too: a sheet closes at the first one.
function passOn(event: KeyboardEvent): void {
  const { target } = event
  requestAnimationFrame(() => target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })))
}

export function Tooltip({ text, keys, side = 'bottom', children }: Props) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onEscapeKeyDown={passOn}
          className="animate-fade z-60 flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-12 text-surface shadow-float"
        >
          {text}
          {keys !== undefined && <Kbd keys={keys} inverse />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
