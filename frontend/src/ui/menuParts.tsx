import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from './cn'
import { Kbd } from './Kbd'
import type { ChoiceProps, ItemProps, MenuProps } from './Menu'
import { PANEL } from './Popover'

const ITEM =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 text-13 outline-none select-none touch:min-h-11 ' +
  'data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-ink-3'

/// Opens as it comes: it is fetched when somebody wants it.
export function Panel({ trigger, align = 'end', side = 'bottom', className, byKeyboard, children }: MenuProps & { byKeyboard: boolean }) {
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Radix could not see the key that was pressed before it was there.
    if (byKeyboard) content.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  }, [byKeyboard])
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content ref={content} align={align} side={side} sideOffset={4} collisionPadding={8} className={cn(PANEL, 'min-w-52 p-1', className)}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function Item({ icon, keys, danger = false, disabled = false, hint, onSelect, children }: ItemProps) {
  return (
    <Radix.Item className={cn(ITEM, danger && 'text-bad')} disabled={disabled} onSelect={onSelect}>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {hint !== undefined && <span className="block text-12 text-ink-3">{hint}</span>}
      </span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Radix.Item>
  )
}

export function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(v) => onChange(v as V)}>
      <Radix.Label className="px-2 pt-2 pb-1 text-11 font-medium text-ink-3">{label}</Radix.Label>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={ITEM} onSelect={(e) => e.preventDefault()}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check size={14} className="text-accent" aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export const Separator = () => <Radix.Separator className="my-1 h-px bg-line" />
export const Label = ({ children }: { children: ReactNode }) => <Radix.Label className="px-2 py-1.5 text-12 text-ink-2">{children}</Radix.Label>
