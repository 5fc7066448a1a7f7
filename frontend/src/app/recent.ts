import type { SearchHit } from '@/api/search'

/// What was opened from the palette in this tab: gone with it, as nothing of a company stays behind in a browser.
const KEY = 'sangam.recent'
const MOST = 6

export type Recent = Pick<SearchHit, 'object' | 'id' | 'title'>

export function recent(): Recent[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Recent[]
  } catch {
    return []
  }
}

export function remember({ object, id, title }: Recent): void {
  sessionStorage.setItem(KEY, JSON.stringify([{ object, id, title }, ...recent().filter((each) => each.id !== id)].slice(0, MOST)))
}
