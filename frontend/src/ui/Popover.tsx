import { Slot } from 'radix-ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Anchor } from './lasting'

export type PanelProps = {
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  label: string
  id?: string
  className?: string
  children: ReactNode
  onCloseAutoFocus?: (event: Event) => void
}

type Props = PanelProps & {
  trigger?: ReactNode
  /// Anchors the panel to something else than its trigger: a rectangle on the screen.
  anchor?: Anchor
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

type Part = typeof import('./popoverPanel')

/// Most pages are read without opening any, so it comes when the first page that may open one has nothing else to do, and
/// at once when somebody is about to: keys that are pressed before it is there reach nothing.
let fetched: Part | null = null
export const fetchPart = async (): Promise<Part> => (fetched ??= await import('./popoverPanel'))
const preload = () => void fetchPart().catch(() => undefined)

const REST_MS = 2_000
let awaited = false

function preloadAtRest(): void {
  if (awaited) return
  awaited = true
  // Not every browser says when it has nothing to do.
  setTimeout(() => (window.requestIdleCallback ? window.requestIdleCallback(preload) : preload()), REST_MS)
}

export const PANEL = 'z-50 rounded-card border border-line bg-raised text-ink shadow-float animate-appear'

/// The trigger stays the same element while what it opens is fetched: it may have the focus.
export function Popover({ trigger, anchor, open, onOpenChange, ...panel }: Props) {
  const button = useRef<HTMLElement>(null)
  const [asked, setAsked] = useState(false)
  const [part, setPart] = useState(fetched)
  const shown = open ?? asked
  const change = (next: boolean) => {
    setAsked(next)
    onOpenChange?.(next)
  }
  useEffect(preloadAtRest, [])
  useEffect(() => {
    if (!shown || part) return
    let left = false
    void fetchPart()
      .then((it) => !left && setPart(it))
      .catch(() => undefined)
    return () => {
      left = true
    }
  }, [shown, part])
  return (
    <>
      {trigger !== undefined && (
        <Slot.Root ref={button} aria-haspopup="dialog" aria-expanded={shown} onPointerEnter={preload} onFocus={preload} onClick={() => change(!shown)}>
          {trigger}
        </Slot.Root>
      )}
      {part && <part.Panel {...panel} trigger={button} anchor={anchor} open={shown} onOpenChange={change} />}
    </>
  )
}
