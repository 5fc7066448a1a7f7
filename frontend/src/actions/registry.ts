import { useEffect, useSyncExternalStore } from 'react'
import type { LucideIcon } from 'lucide-react'
import { keymapStore } from './keymap'

/// One list of what can be done right now. Buttons, menus, shortcuts, the help sheet and the palette all read it, so
/// they cannot disagree. The groups are the contexts, the nearest first.
export type ActionGroup = 'selection' | 'record' | 'list' | 'create' | 'go' | 'general'
export const ACTION_GROUPS: readonly ActionGroup[] = ['selection', 'record', 'list', 'create', 'go', 'general']

export type Action = {
  id: string
  label: string
  group: ActionGroup
  /// "G L" is one key after the other, "Mod+Z" is together. What the person chose instead wins.
  keys?: string
  icon?: LucideIcon
  run: () => void
  /// The keys belong to where the focus is (Enter in a cell): here they are only listed.
  local?: boolean
  /// Only by its keys: a step from row to row is nothing to look for in a palette.
  keysOnly?: boolean
}

let layers: readonly (readonly Action[])[] = []
let flat: readonly Action[] = []
const listeners = new Set<() => void>()

function settle(): void {
  const chosen = keymapStore.get().keys
  const seen = new Set<string>()
  // The page mounted last speaks first: the same id or keys further down are covered by it.
  flat = layers
    .toReversed()
    .flat()
    .map((action) => withKeys(action, chosen[action.id]))
    .filter((action) => {
      const names = [action.id, ...(action.keys === undefined ? [] : [`keys ${action.keys}`])]
      if (names.some((name) => seen.has(name))) return false
      for (const name of names) seen.add(name)
      return true
    })
  for (const listener of listeners) listener()
}

function withKeys(action: Action, chosen: string | undefined): Action {
  if (chosen === undefined || action.local === true) return action
  const bare = { ...action }
  delete bare.keys
  return chosen === '' ? bare : { ...bare, keys: chosen }
}

keymapStore.subscribe(settle)

export const actionStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: () => flat,
}

export function register(actions: readonly Action[]): () => void {
  layers = [...layers, actions]
  settle()
  return () => {
    layers = layers.filter((layer) => layer !== actions)
    settle()
  }
}

/// Offers these actions while the component is shown. The array must be stable (`useMemo`).
export function useActions(actions: readonly Action[]): void {
  useEffect(() => register(actions), [actions])
}

export const useAllActions = (): readonly Action[] => useSyncExternalStore(actionStore.subscribe, actionStore.get)

/// The keys an action has now, for buttons that name them.
export const useKeysOf = (id: string): string | undefined => useAllActions().find((action) => action.id === id)?.keys
