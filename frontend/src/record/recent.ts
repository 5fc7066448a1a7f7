import { useEffect } from 'react'
import type { SearchHit } from '@/api/search'

/// What was looked at in this tab, the last first: gone with it.
const KEY = 'sangam.recent'
const MOST = 8

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

/// Remembers the record of a page while it is shown.
export function useRecent(object: string, id: string, title: string): void {
  useEffect(() => remember({ object, id, title }), [object, id, title])
}
