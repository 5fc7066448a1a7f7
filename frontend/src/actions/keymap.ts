import { useSyncExternalStore } from 'react'

/// What a person has changed about the shortcuts; kept on the server with his preferences, so it follows him.
///
/// `keys` by action: other keys than the action's own, or '' for none. `single` off: no shortcut without a modifier
/// works (WCAG 2.1.4), because who dictates triggers them by accident.
export type Keymap = { single: boolean; keys: Readonly<Record<string, string>> }

export const DEFAULT_KEYMAP: Keymap = { single: true, keys: {} }

let keymap = DEFAULT_KEYMAP
const listeners = new Set<() => void>()

export const keymapStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: () => keymap,
}

export function setKeymap(next: Keymap): void {
  if (JSON.stringify(next) === JSON.stringify(keymap)) return
  keymap = next
  for (const listener of listeners) listener()
}

export const useKeymap = (): Keymap => useSyncExternalStore(keymapStore.subscribe, keymapStore.get)

/// As stored by us or by an older version: what is not understood is dropped.
export function keymapOf(preferences: unknown): Keymap {
  const stored = isObject(preferences) ? preferences['shortcuts'] : null
  if (!isObject(stored)) return DEFAULT_KEYMAP
  const keys = isObject(stored['keys']) ? Object.entries(stored['keys']).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : []
  return { single: stored['single'] !== false, keys: Object.fromEntries(keys) }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
