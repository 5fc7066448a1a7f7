import type { Level, Me } from './types'

const RANK: Record<Level, number> = { none: 0, read: 1, write: 2 }

/// What the server said this person may do. Only for showing and hiding: the server decides again on every call.
export function may(me: Me, module: string, level: Level = 'read'): boolean {
  return RANK[me.rights[module]?.level ?? 'none'] >= RANK[level]
}

/// Whether a module's records are all open to this person: what is counted over them says something of the whole.
export const reachesAll = (me: Me, module: string): boolean => may(me, module) && me.rights[module]?.scope === 'all'

export function mayDo(me: Me, module: string, action: string): boolean {
  return me.rights[module]?.actions.includes(action) ?? false
}
