import { Slot } from 'radix-ui'
import { createContext, type ReactNode, useContext, useState } from 'react'

export type MenuProps = { trigger: ReactNode; align?: 'start' | 'end'; side?: 'top' | 'bottom' | 'right'; children: ReactNode; className?: string }
export type ItemProps = { icon?: ReactNode; keys?: string | undefined; danger?: boolean; disabled?: boolean; /** Why it is disabled. */ hint?: string | undefined; onSelect: () => void; children: ReactNode }
export type ChoiceProps<V extends string> = { label: string; value: V; options: readonly { value: V; label: string; icon?: ReactNode }[]; onChange: (value: V) => void }

type Parts = typeof import('./menuParts')

/// What menus are made of comes with the first one that is pointed at: most pages are read without opening any.
let fetched: Parts | null = null
const fetchParts = async (): Promise<Parts> => (fetched ??= await import('./menuParts'))
const preload = () => void fetchParts().catch(() => undefined)

const MenuParts = createContext<Parts | null>(null)

export function Menu({ trigger, ...panel }: MenuProps) {
  const [opened, setOpened] = useState<{ parts: Parts; byKeyboard: boolean } | null>(null)
  if (opened) {
    return (
      <MenuParts value={opened.parts}>
        <opened.parts.Panel trigger={trigger} byKeyboard={opened.byKeyboard} {...panel} />
      </MenuParts>
    )
  }
  const open = (byKeyboard: boolean) =>
    void fetchParts()
      .then((parts) => setOpened({ parts, byKeyboard }))
      .catch(() => undefined)
  return (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={(event) => open(event.detail === 0)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        open(true)
      }}
    >
      {trigger}
    </Slot.Root>
  )
}

// What stands in a menu is only drawn inside an open one.
export function MenuItem(props: ItemProps) {
  const parts = useContext(MenuParts)
  return parts && <parts.Item {...props} />
}

export function MenuChoice<V extends string>(props: ChoiceProps<V>) {
  const parts = useContext(MenuParts)
  return parts && <parts.Choice {...props} />
}

export function MenuSeparator() {
  const parts = useContext(MenuParts)
  return parts && <parts.Separator />
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const parts = useContext(MenuParts)
  return parts && <parts.Label>{children}</parts.Label>
}
