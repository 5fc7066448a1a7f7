import { useSyncExternalStore } from 'react'
import { Problem } from './problem'

/// What the last answers (or their absence) say about the way to the server.
export type Connection = 'fine' | 'offline' | 'unavailable'

const NOT_READY = new Set([502, 503, 504])

let state: Connection = navigator.onLine === false ? 'offline' : 'fine'
const listeners = new Set<() => void>()

function become(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export const connection = {
  get: (): Connection => state,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/// Every request goes through here: its answer, or the lack of one, is all we know of the way.
export async function reach(request: Request | string, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(request, init)
    become(NOT_READY.has(response.status) ? 'unavailable' : 'fine')
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    become('offline')
    throw Problem.offline()
  }
}

window.addEventListener('offline', () => become('offline'))
window.addEventListener('online', () => become('fine'))

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, connection.get)
