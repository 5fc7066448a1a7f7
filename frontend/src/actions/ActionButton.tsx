import type { ReactNode } from 'react'
import { Button, type ButtonProps, IconButton } from '@/ui/Button'
import { tip } from '@/ui/tip'
import type { Action } from './registry'

/// A button that is an action of the registry: same word, same shortcut, same effect.
/// @param short on a phone the icon alone
export function ActionButton({ action, short = false, ...rest }: { action: Action; short?: boolean } & Omit<ButtonProps, 'onClick' | 'children'>) {
  return (
    <Button onClick={action.run} {...tip(action.label, { keys: action.keys })} {...rest}>
      <span className={short ? 'max-sm:sr-only' : undefined}>{action.label}</span>
    </Button>
  )
}

/// The same, as a sign alone.
export function ActionIcon({ action, children }: { action: Action; children: ReactNode }) {
  return (
    <IconButton label={action.label} {...(action.keys === undefined ? {} : { keys: action.keys })} onClick={action.run}>
      {children}
    </IconButton>
  )
}
