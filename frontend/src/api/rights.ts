import type { Level, Me } from './types'

const RANK: Record<Level, number> = { none: 0, read: 1, write: 2 }

/// What the server said this person may do. Only for showing and hiding: the server decides again on every call.
export function may(me: Me, module: string, level: Level = 'read'): boolean {
  return RANK[me.rights[module]?.level ?? 'none'] >= RANK[level]
}

export function mayDo(me: Me, module: string, action: string): boolean {
  return me.rights[module]?.actions.includes(action) ?? false
}
