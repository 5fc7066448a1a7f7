import type { Action } from './registry'
import { keymapStore } from './keymap'

/// How long the second key of "G L" may take.
const SEQUENCE_MS = 1200

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & { getModifierState?: (name: string) => boolean }

/// The key as the registry writes it, first as typed, then by its place. A Latin letter counts as typed (Dvorak); where
/// no Latin letter or known sign was typed, the place of the key does, so "G L" and "[" work on a Russian, Arabic or
/// German keyboard too.
export function chordsOf(event: Pressed): string[] {
  // AltGr types signs such as "[" on many keyboards; Windows tells it as Ctrl+Alt.
  const typing = event.getModifierState?.('AltGraph') ?? false
  if (event.altKey && !typing) return []
  const mod = !typing && (event.ctrlKey || event.metaKey)
  return namesOf(event).map((key) => {
    // Shift is part of the sign in "?", and a modifier of its own for letters and named keys.
    const shift = event.shiftKey && (key.length > 1 || /[A-Z]/.test(key))
    return [mod && 'Mod', shift && 'Shift', key].filter(Boolean).join('+')
  })
}

/// What a person pressed, to be shown and kept.
export const chordOf = (event: Pressed): string | null => chordsOf(event)[0] ?? null

const PLACES: Record<string, string> = { BracketLeft: '[', BracketRight: ']', Slash: '/', Comma: ',', Period: '.', Semicolon: ';', Quote: "'" }

function namesOf({ key, code }: Pressed): string[] {
  if (/^[a-z]$/i.test(key)) return [key.toUpperCase()]
  if (key === ' ') return ['Space']
  if (key.length > 1) return ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead', 'CapsLock'].includes(key) ? [] : [key]
  const place = /^Key[A-Z]$/.test(code) ? code.slice(3) : PLACES[code]
  const typed = key.charCodeAt(0) < 128 ? [key] : []
  return place === undefined || typed.includes(place) ? typed : [...typed, place]
}

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]'
/// These answer to the space bar and Enter themselves; a link only to Enter.
const PRESSED = 'button, input, summary, [role=button], [role=tab], [role=switch], [role=radio]'

/// Never while typing, and not behind an open dialog or menu.
export function listens(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true
  if (target.closest(TYPING)) return false
  if (target.closest('[role=menu], [role=listbox]')) return false
  if ((chord === 'Space' || chord === 'Enter') && target.closest(PRESSED)) return false
  if (chord === 'Enter' && target.closest('a[href]')) return false
  const modal = document.querySelector('[role=dialog][data-state=open]')
  return modal === null || (chord.startsWith('Mod+') && !modal.contains(target))
}

/// Runs the action of the keys pressed; returns the function that stops listening.
export function listen(actions: () => readonly Action[], target: Window = window): () => void {
  let first: { chord: string; at: number } | null = null

  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const chords = chordsOf(event).filter((chord) => listens(event.target, chord) && (chord.startsWith('Mod+') || keymapStore.get().single))
    if (chords.length === 0) return

    const bound = actions().filter((action) => action.keys !== undefined && action.local !== true)
    const before = first !== null && Date.now() - first.at < SEQUENCE_MS ? first.chord : null
    const found =
      (before === null ? undefined : bound.find((a) => chords.some((chord) => a.keys === `${before} ${chord}`))) ??
      bound.find((a) => chords.some((chord) => a.keys === chord))
    // A key held down walks through a list; everything else happens once.
    if (event.repeat && found?.keysOnly !== true) return
    const opens = found ? undefined : chords.find((chord) => bound.some((a) => a.keys?.startsWith(`${chord} `)))
    first = opens === undefined ? null : { chord: opens, at: Date.now() }
    if (found || opens !== undefined) event.preventDefault()
    found?.run()
  }

  target.addEventListener('keydown', onKey)
  return () => target.removeEventListener('keydown', onKey)
}
