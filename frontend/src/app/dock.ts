import { useSyncExternalStore } from 'react'

/// A record somebody just wrote about to its reader, and the notices that said so.
export type Talk = { object: string; id: string; title: string; notices: readonly string[] }

const MOST = 3

let talks: readonly Talk[] = []
const listeners = new Set<() => void>()

function set(next: readonly Talk[]): void {
  talks = next
  for (const listener of listeners) listener()
}

/// The newest last; of many the oldest gives way.
export const dock = {
  add: (object: string, id: string, title: string, notice: string) => {
    const before = talks.find((talk) => talk.id === id)
    set([...talks.filter((talk) => talk.id !== id), { object, id, title, notices: [...(before?.notices ?? []), notice] }].slice(-MOST))
  },
  close: (id: string) => set(talks.filter((talk) => talk.id !== id)),
  clear: () => set([]),
  all: () => talks,
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useDock = () => useSyncExternalStore(subscribe, dock.all)
