import { useSyncExternalStore } from 'react'
import type { Entry } from './entry'

/// The queue as every part of the page may look at it; `queue.ts` fills it.
let entries: readonly Entry[] = []
const listeners = new Set<() => void>()

export const waiting = {
  get: (): readonly Entry[] => entries,
  set: (next: readonly Entry[]): void => {
    if (next.length === 0 && entries.length === 0) return
    entries = next
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export const useWaiting = (): readonly Entry[] => useSyncExternalStore(waiting.subscribe, waiting.get)
