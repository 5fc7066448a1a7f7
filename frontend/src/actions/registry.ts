import { useEffect, useSyncExternalStore } from 'react'

/// One list of what can be done right now. Buttons, shortcuts and the help sheet all read it, so they cannot disagree.
export type ActionGroup = 'go' | 'create' | 'list' | 'record' | 'general'

export type Action = {
  id: string
  label: string
  group: ActionGroup
  /// "G L" is one key after the other, "Mod+Z" is together.
  keys?: string
  run: () => void
  /// The shortcut is handled where the focus is (a grid row); here it is only listed.
  local?: boolean
}

let layers: readonly (readonly Action[])[] = []
let flat: readonly Action[] = []
const listeners = new Set<() => void>()

function set(next: readonly (readonly Action[])[]): void {
  layers = next
  // The page mounted last speaks first: the same id or keys further down are covered by it.
  const seen = new Set<string>()
  flat = layers
    .toReversed()
    .flat()
    .filter((action) => {
      const names = [action.id, ...(action.keys === undefined ? [] : [action.keys])]
      if (names.some((name) => seen.has(name))) return false
      for (const name of names) seen.add(name)
      return true
    })
  for (const listener of listeners) listener()
}

export const actionStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: () => flat,
}

export function register(actions: readonly Action[]): () => void {
  set([...layers, actions])
  return () => set(layers.filter((layer) => layer !== actions))
}

/// Offers these actions while the component is shown. The array must be stable (`useMemo`).
export function useActions(actions: readonly Action[]): void {
  useEffect(() => register(actions), [actions])
}

export const useAllActions = (): readonly Action[] => useSyncExternalStore(actionStore.subscribe, actionStore.get)
