import { useCallback, useMemo, useRef, useState } from 'react'

export type Selection = {
  ids: ReadonlySet<string>
  /// With `range`, everything between the last toggled row and this one.
  toggle: (id: string, index: number, range: boolean) => void
  all: (ids: readonly string[]) => void
  clear: () => void
}

export function useSelection(idAt: (index: number) => string | undefined): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<number | null>(null)

  const toggle = useCallback(
    (id: string, index: number, range: boolean) => {
      const from = anchor.current
      anchor.current = index
      setIds((before) => {
        const next = new Set(before)
        if (range && from !== null) {
          for (let i = Math.min(from, index); i <= Math.max(from, index); i++) {
            const each = idAt(i)
            if (each !== undefined) next.add(each)
          }
        } else if (!next.delete(id)) next.add(id)
        return next
      })
    },
    [idAt],
  )
  const all = useCallback((every: readonly string[]) => setIds(new Set(every)), [])
  const clear = useCallback(() => setIds(new Set()), [])
  return useMemo(() => ({ ids, toggle, all, clear }), [ids, toggle, all, clear])
}
