import { useSyncExternalStore } from 'react'

/// One clock for the whole page, ticking each minute while someone looks at it.
const MINUTE = 60_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, MINUTE)
  // The clock stood still while nobody looked.
  if (Date.now() - now > 1_000) queueMicrotask(tick)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const read = () => now

/// The time in milliseconds; whoever says "overdue" or "3 days" reads it here.
export const useNow = (): number => useSyncExternalStore(subscribe, read)
