import { useEffect, useState, useSyncExternalStore } from 'react'
import { live } from '@/api/live'

/// Whoever walks past on the way to the next record does not look at this one.
const STAY_MS = 700
const NOBODY: readonly string[] = []

/// The ids of all who have this record before them, oneself among them; nobody while the line is down. A page in a
/// tab behind others is not before anybody.
export function useViewers(object: string, id: string): readonly string[] {
  const channel = `viewers:${object}:${id}`
  const [told, setTold] = useState({ channel, users: NOBODY })
  const line = useSyncExternalStore(live.subscribeState, live.state)

  useEffect(() => {
    let leave: (() => void) | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.onFrame(({ type, channels, data }) => {
      const users = data['users']
      if (type !== 'viewers' || !channels.includes(channel) || !Array.isArray(users)) return
      setTold({ channel, users: users.filter((user): user is string => typeof user === 'string') })
    })
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') {
        timer = setTimeout(() => (leave ??= live.watch(channel)), STAY_MS)
      } else {
        leave?.()
        leave = null
        setTold({ channel, users: NOBODY })
      }
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(timer)
      stop()
      leave?.()
    }
  }, [channel])

  return line === 'open' && told.channel === channel ? told.users : NOBODY
}
