import type { Person } from '@/api/types'

export type Mention = { from: number; query: string }

/// "@" and the letters after it, where the cursor stands. A name may have a space in it, so up to two words are read.
export function mentionAt(text: string, cursor: number): Mention | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*)?)$/u.exec(text.slice(0, cursor))
  if (!found) return null
  const query = found[1] ?? ''
  return { from: cursor - query.length - 1, query }
}

/// The text with the name put in place of what was typed, and where the cursor belongs after it.
export function withMention(text: string, from: number, cursor: number, name: string): { text: string; cursor: number } {
  const rest = text.slice(cursor)
  const inserted = `@${name}${rest.startsWith(' ') ? '' : ' '}`
  return { text: text.slice(0, from) + inserted + rest, cursor: from + inserted.length + (rest.startsWith(' ') ? 1 : 0) }
}

/// Of the people picked while writing, those whose name still stands in the text.
export function mentionedIn<P extends Person>(text: string, picked: readonly P[]): P[] {
  return picked.filter((person, i) => picked.findIndex((each) => each.id === person.id) === i && text.includes(`@${person.name}`))
}

export type Piece = { text: string; person: Person | null }

/// A remark cut into plain text and names, for showing the names as such.
export function pieces(text: string, people: readonly Person[]): Piece[] {
  const names = people.flatMap((person) => (person.name ? [{ ...person, name: person.name }] : [])).toSorted((a, b) => b.name.length - a.name.length)
  if (names.length === 0) return [{ text, person: null }]
  const cut: Piece[] = []
  let plain = ''
  for (let i = 0; i < text.length; ) {
    const person = text[i] === '@' ? names.find(({ name }) => text.startsWith(name, i + 1)) : undefined
    if (!person) {
      plain += text[i]
      i += 1
      continue
    }
    if (plain !== '') cut.push({ text: plain, person: null })
    plain = ''
    cut.push({ text: `@${person.name}`, person })
    i += person.name.length + 1
  }
  if (plain !== '') cut.push({ text: plain, person: null })
  return cut
}
