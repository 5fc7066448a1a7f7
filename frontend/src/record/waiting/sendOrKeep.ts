import type { QueryClient } from '@tanstack/react-query'
import { connection } from '@/api/connection'
import { isProblem } from '@/api/problem'
import { newKey, type NewEntry } from '@/offline/entry'
import { waiting } from '@/offline/waiting'

/// Sends a write, or puts it into the queue of this device when nobody can be reached; `null` says that it waits there.
/// Both under the same key: the server may have had it although its answer was lost. What waits for the same record
/// already goes first.
export async function sendOrKeep<T>(queries: QueryClient, entry: Pick<NewEntry, 'record' | 'work'>, send: (key: string) => Promise<T>): Promise<T | null> {
  const key = newKey()
  const behind = waiting.get().some(({ state, record }) => record.id === entry.record.id && (state === 'waiting' || state === 'sending'))
  const straight = !behind && connection.get() !== 'offline'
  const keep = async () => (await import('./keepEntry')).keepEntry(queries, { ...entry, key, at: Date.now(), tried: straight ? Date.now() : null, state: 'waiting', refusal: null })
  if (straight) {
    try {
      return await send(key)
    } catch (error) {
      if (!isProblem(error) || !error.passing || !(await keep())) throw error
      return null
    }
  }
  return (await keep()) ? null : send(key)
}
