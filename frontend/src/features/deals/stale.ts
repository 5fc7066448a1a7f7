import type { Row } from '@/api/types'

const DAY_MS = 86_400_000

/// For how many whole days a deal has been in its stage for longer than the stage allows; null when it is not.
export function staleFor(row: Row, now: number): number | null {
  const from = row['staleAt']
  if (typeof from !== 'string' || row['result'] !== 'open') return null
  const over = now - Date.parse(from)
  return over < 0 ? null : Math.floor(over / DAY_MS)
}
