import { useSyncExternalStore } from 'react'

/// What the last answers (or their absence) say about the way to the server.
export type Connection = 'fine' | 'offline' | 'unavailable'

let state: Connection = 'fine'
const listeners = new Set<() => void>()

function become(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export const connection = { works: () => become('fine'), fails: (how: 'offline' | 'unavailable') => become(how) }

window.addEventListener('offline', () => become('offline'))
window.addEventListener('online', () => become('fine'))

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
