import { type ReactNode, useEffect, useState } from 'react'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  size?: 'sm' | 'md' | 'lg' | 'xl'
  footer?: ReactNode
  /// With it the body and footer are one form: Enter in a field and Mod+Enter anywhere submit it.
  onSubmit?: () => void
  children: ReactNode
}
export type SheetProps = Omit<DialogProps, 'size'>
export type SpotlightProps = { title: string; onClose: () => void; children: ReactNode }

type Frames = typeof import('./dialogFrames')

/// As with menus: what holds the focus, shades the page and stops its scrolling comes with the first page that may open
/// one, after the page itself.
let fetched: Frames | null = null
export const fetchFrames = async (): Promise<Frames> => (fetched ??= await import('./dialogFrames'))

function useFrames(): Frames | null {
  const [frames, setFrames] = useState(fetched)
  useEffect(() => {
    if (frames) return
    let left = false
    void fetchFrames()
      .then((it) => !left && setFrames(it))
      .catch(() => undefined)
    return () => {
      left = true
    }
  }, [frames])
  return frames
}

/// In the middle of a desktop, from below on a phone.
export function Dialog(props: DialogProps) {
  const frames = useFrames()
  return frames && <frames.Dialog {...props} />
}

/// A panel at the end side of a desktop, from below on a phone.
export function Sheet(props: SheetProps) {
  const frames = useFrames()
  return frames && <frames.Sheet {...props} />
}

/// A field with a list under it, near the top of the page: no heading to see, nothing to press but what is found.
export function Spotlight(props: SpotlightProps) {
  const frames = useFrames()
  return frames && <frames.Spotlight {...props} />
}
