import type { Person, Row, Schemas } from '@/api/types'

/// What somebody wrote while nobody could be reached, in the words of the API, so that it can be sent as it is.
export type Work =
  | { kind: 'note'; path: string; text: string; mentions: Person[] }
  | { kind: 'task'; body: Schemas['NewTask'] }
  | { kind: 'complete'; task: { id: string; title: string }; before: string; body: Schemas['TaskCompletion'] }
  | { kind: 'move'; path: string; field: string; before: string; label: string; body: Schemas['TransitionRequest'] }

export type EntryState = 'waiting' | 'sending' | 'conflict' | 'failed'

/// Why it was not taken, and what the server has instead.
export type Refusal = { code: string; text: string; current: Row | null }

export type NewEntry = {
  /// Made once: the server carries out what has this key once, however often it is sent.
  key: string
  at: number
  /// Since when the server may have it; null when it was never sent.
  tried: number | null
  state: EntryState
  /// What it is about: entries of one record go in their order.
  record: { object: string; id: string; title: string }
  work: Work
  refusal: Refusal | null
}

export type Entry = NewEntry & { id: number }

/// Two entries with the same target write the same row: the second one is made on top of the first.
export const targetOf = ({ record, work }: Pick<Entry, 'record' | 'work'>): string => (work.kind === 'complete' ? work.task.id : record.id)

export const versionOf = (work: Work): number | null => (work.kind === 'move' || work.kind === 'complete' ? work.body.version : null)

export const withVersion = (work: Work, version: number): Work => {
  switch (work.kind) {
    case 'move':
      return { ...work, body: { ...work.body, version } }
    case 'complete':
      return { ...work, body: { ...work.body, version } }
    case 'note':
    case 'task':
      return work
  }
}

/// A UUID also where the page came without TLS and the browser gives none.
export function newKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  return Array.from((crypto as Crypto).getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
