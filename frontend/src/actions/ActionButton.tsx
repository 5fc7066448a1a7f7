import { Button, type ButtonProps } from '@/ui/Button'
import { Tooltip } from '@/ui/Tooltip'
import type { Action } from './registry'

/// A button that is an action of the registry: same word, same shortcut, same effect.
export function ActionButton({ action, ...rest }: { action: Action } & Omit<ButtonProps, 'onClick' | 'children'>) {
  return (
    <Tooltip text={action.label} keys={action.keys}>
      <Button onClick={action.run} {...rest}>
        {action.label}
      </Button>
    </Tooltip>
  )
}
