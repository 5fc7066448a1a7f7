/// What the list of people shows; the address carries it. Active people are the usual case and need no word.
export type UsersSearch = { q?: string; active?: 'all' | 'no'; team?: string; user?: string }

export function parseUsersSearch(raw: Record<string, unknown>): UsersSearch {
  const search: UsersSearch = {}
  if (typeof raw['q'] === 'string' || typeof raw['q'] === 'number') search.q = String(raw['q'])
  if (raw['active'] === 'all' || raw['active'] === 'no') search.active = raw['active']
  if (typeof raw['team'] === 'string') search.team = raw['team']
  if (typeof raw['user'] === 'string') search.user = raw['user']
  return search
}

export const activeFilter = (active: UsersSearch['active']): boolean | undefined =>
  active === 'all' ? undefined : active !== 'no'
