import type { Action } from './registry'

/// How long the second key of "G L" may take.
const SEQUENCE_MS = 1200
const OFF = 'sangam.shortcuts'

/// Single keys can be switched off (WCAG 2.1.4): speech users trigger them by accident.
export const singleKeys = {
  enabled: (): boolean => localStorage.getItem(OFF) !== 'off',
  set: (enabled: boolean): void => (enabled ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off')),
}

/// The key as the registry writes it. A Latin letter counts as typed; on other layouts the place of the key does, so
/// "G L" works on a Russian or Arabic keyboard too.
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string | null {
  if (event.altKey) return null
  const key = nameOf(event)
  if (key === null) return null
  const mod = event.ctrlKey || event.metaKey
  // Shift is part of the sign in "?", and a modifier of its own for letters and named keys.
  const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key))
  return [mod && 'Mod', shift && 'Shift', key].filter(Boolean).join('+')
}

function nameOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase()
  if (key.length === 1 && key.charCodeAt(0) < 128) return key === ' ' ? 'Space' : key
  if (/^Key[A-Z]$/.test(code) && key.length === 1) return code.slice(3)
  if (['Control', 'Shift', 'Meta', 'Alt', 'Dead', 'Process', 'Unidentified'].includes(key)) return null
  return key
}

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'

/// Never while typing, and not behind an open dialog or menu.
export function listens(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true
  if (target.closest(TYPING)) return false
  if (target.closest('[role=menu], [role=listbox]')) return false
  const modal = document.querySelector('[role=dialog][data-state=open]')
  return modal === null || (chord.startsWith('Mod+') && !modal.contains(target))
}

/// Runs the action of the keys pressed; returns the function that stops listening.
export function listen(actions: () => readonly Action[], target: Window = window): () => void {
  let first: { chord: string; at: number } | null = null

  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const chord = chordOf(event)
    if (chord === null || !listens(event.target, chord)) return
    if (!chord.startsWith('Mod+') && !singleKeys.enabled()) return

    const bound = actions().filter((action) => action.keys !== undefined && action.local !== true)
    const sequence = first !== null && Date.now() - first.at < SEQUENCE_MS ? `${first.chord} ${chord}` : null
    const found = bound.find((a) => a.keys === sequence) ?? bound.find((a) => a.keys === chord)
    const opens = bound.some((a) => a.keys?.startsWith(`${chord} `))
    first = !found && opens ? { chord, at: Date.now() } : null
    if (found || opens) event.preventDefault()
    found?.run()
  }

  target.addEventListener('keydown', onKey)
  return () => target.removeEventListener('keydown', onKey)
}
