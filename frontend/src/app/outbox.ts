import { connection } from '@/api/connection'
import { deliver } from '@/record/waiting/deliver'
import { drain, listen, nextOf, refresh } from '@/offline/queue'
import { waiting } from '@/offline/waiting'
import { queryClient } from './queryClient'

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/// Sends what waits on this device: when the page opens, when something is added, when the way to the server is open
/// again, and now and then while something is left. One tab does it at a time.
export function startSending(): () => void {
  let pause = FIRST_PAUSE_MS
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  const send = async () => {
    clearTimeout(timer)
    if (busy || connection.get() === 'offline' || nextOf(waiting.get()) === undefined) return
    busy = true
    const done = await drain((entry) => deliver(queryClient, entry)).catch(() => false)
    busy = false
    pause = done ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pause * 2)
    if (!done) timer = setTimeout(() => void send(), pause)
    // Something may have been added while the last one was on its way.
    else if (nextOf(waiting.get()) !== undefined) void send()
  }
  const kick = () => void send()
  const stops = [listen(), waiting.subscribe(kick), connection.subscribe(kick)]
  void refresh()
    .then(kick)
    .catch(() => undefined)
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
    waiting.set([])
  }
}
