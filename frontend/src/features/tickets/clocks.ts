import type { Row } from '@/api/types'

/// One of the two times a ticket was promised: when it is up, and whether it was missed.
export type Promised = { clock: 'first' | 'resolution'; at: string; late: boolean }

const CLOCKS = [
  { clock: 'first', due: 'slaFirstDue', breached: 'firstBreachedAt', came: 'firstResponseAt' },
  { clock: 'resolution', due: 'slaResolveDue', breached: 'resolveBreachedAt', came: 'resolvedAt' },
] as const

/// What is still awaited of a ticket, and what came too late. Nothing that was kept.
export function promisedOf(record: Row, now: number): Promised[] {
  const closed = typeof record['closedAt'] === 'string'
  return CLOCKS.flatMap(({ clock, due, breached, came }) => {
    const missed = record[breached]
    if (typeof missed === 'string') return [{ clock, at: missed, late: true }]
    const at = record[due]
    if (typeof at !== 'string' || typeof record[came] === 'string' || closed) return []
    return [{ clock, at, late: Date.parse(at) < now }]
  })
}
