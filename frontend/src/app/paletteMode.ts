export type PaletteMode = 'all' | 'action' | 'person' | 'number' | 'page'

const PREFIX: Record<string, PaletteMode> = { '>': 'action', '@': 'person', '#': 'number', '/': 'page' }

/// The first sign narrows: ">" to what can be done, "@" to people, "#" to records by number, "/" to pages.
export function modeOf(typed: string): { mode: PaletteMode; text: string } {
  const mode = PREFIX[typed.slice(0, 1)]
  return mode === undefined ? { mode: 'all', text: typed } : { mode, text: typed.slice(1).trim() }
}
