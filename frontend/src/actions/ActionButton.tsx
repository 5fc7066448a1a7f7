import type { ReactNode } from 'react'
import { Button, type ButtonProps, IconButton } from '@/ui/Button'
import { Tooltip } from '@/ui/Tooltip'
import type { Action } from './registry'

/// A button that is an action of the registry: same word, same shortcut, same effect.
/// @param short on a phone the icon alone
export function ActionButton({ action, short = false, ...rest }: { action: Action; short?: boolean } & Omit<ButtonProps, 'onClick' | 'children'>) {
  return (
    <Tooltip text={action.label} keys={action.keys}>
      <Button onClick={action.run} {...rest}>
        <span className={short ? 'max-sm:sr-only' : undefined}>{action.label}</span>
      </Button>
    </Tooltip>
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
