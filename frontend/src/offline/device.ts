import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Entry, NewEntry } from './entry'

/// What this device keeps of one person: the answers he last saw, and what he wrote while nobody could be reached.
/// Whose it is stands beside it, and every write asks for it in its own transaction: nothing of one person is ever put
/// to what belongs to another.
export type Kind = 'base' | 'list' | 'record'

export type Answer = {
  /// The hash of its query.
  hash: string
  kind: Kind
  data: unknown
  /// When the server said so.
  at: number
  /// When it was last read or seen.
  used: number
}

interface Device extends DBSchema {
  owner: { key: 'owner'; value: string }
  answers: { key: string; value: Answer; indexes: { used: [Kind, number] } }
  queue: { key: number; value: Entry }
}

const NAME = 'sangam.offline'
const STORES = ['owner', 'answers', 'queue'] as const

/// A list holds up to three hundred rows, the page of a record is made of six answers or so.
const MOST: Record<Kind, number> = { base: 60, list: 40, record: 600 }
const WEEK_MS = 7 * 24 * 3_600_000

let opened: Promise<IDBPDatabase<Device>> | null = null

function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('owner')
      db.createObjectStore('answers', { keyPath: 'hash' }).createIndex('used', ['kind', 'used'])
      db.createObjectStore('queue', { keyPath: 'id', autoIncrement: true })
    },
    // Another tab wants it gone or newer.
    blocking: (_current, _blocked, event) => {
      ;(event.target as IDBDatabase).close()
      opened = null
    },
    terminated: () => {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

export const ownerOf = async (): Promise<string | undefined> => (await device()).get('owner', 'owner')

/// From now on the device keeps things of this person. What it kept of another goes first.
export async function claim(owner: string): Promise<void> {
  const tx = (await device()).transaction(STORES, 'readwrite')
  if ((await tx.objectStore('owner').get('owner')) !== owner) {
    for (const store of STORES) void tx.objectStore(store).clear()
    void tx.objectStore('owner').put(owner, 'owner')
  }
  await tx.done
}

/// @param at when the server said so; null when the change is this person's own and the answer's time stays
export async function keep(owner: string, answers: readonly { hash: string; kind: Kind; data: unknown; at: number | null }[]): Promise<void> {
  const tx = (await device()).transaction(['owner', 'answers'], 'readwrite')
  const store = tx.objectStore('answers')
  if ((await tx.objectStore('owner').get('owner')) === owner) {
    const now = Date.now()
    for (const answer of answers) {
      const at = answer.at ?? (await store.get(answer.hash))?.at
      if (at !== undefined) void store.put({ ...answer, at, used: now })
    }
    for (const kind of Object.keys(MOST) as Kind[]) {
      const ofKind = IDBKeyRange.bound([kind, 0], [kind, Infinity])
      let over = (await store.index('used').count(ofKind)) - MOST[kind]
      for (let oldest = await store.index('used').openCursor(ofKind); oldest && over > 0; over -= 1) {
        void oldest.delete()
        oldest = await oldest.continue()
      }
    }
  }
  await tx.done
}

/// Nothing older than a week: by then it tells more about the past than about the record.
export async function recall(hash: string): Promise<Answer | undefined> {
  const tx = (await device()).transaction('answers', 'readwrite')
  const answer = await tx.store.get(hash)
  const fresh = answer !== undefined && Date.now() - answer.at <= WEEK_MS
  if (fresh) void tx.store.put({ ...answer, used: Date.now() })
  else void tx.store.delete(hash)
  await tx.done
  return fresh ? answer : undefined
}

/// The session ended by itself: what was seen goes, what was written waits for its writer.
export const forgetAnswers = async (): Promise<void> => (await device()).clear('answers')

/// Signed out: nothing stays.
export async function forgetAll(): Promise<void> {
  const tx = (await device()).transaction(STORES, 'readwrite')
  for (const store of STORES) void tx.objectStore(store).clear()
  await tx.done
}

/// What this person wrote, in its order; nothing when the device is another's.
export async function entriesOf(owner: string): Promise<Entry[]> {
  const tx = (await device()).transaction(['owner', 'queue'])
  const all = (await tx.objectStore('owner').get('owner')) === owner ? await tx.objectStore('queue').getAll() : []
  await tx.done
  return all
}

/// @returns false when the device belongs to another by now
export async function enqueue(owner: string, entry: NewEntry): Promise<Entry | null> {
  const tx = (await device()).transaction(['owner', 'queue'], 'readwrite')
  let added: Entry | null = null
  if ((await tx.objectStore('owner').get('owner')) === owner) {
    // The key is given by the store.
    const id = await tx.objectStore('queue').add(entry as Entry)
    added = { ...entry, id }
  }
  await tx.done
  return added
}

/// Changes entries that are still there; one that was taken out meanwhile does not come back.
export async function amend(changed: readonly Entry[]): Promise<void> {
  const tx = (await device()).transaction('queue', 'readwrite')
  for (const entry of changed) if ((await tx.store.getKey(entry.id)) !== undefined) void tx.store.put(entry)
  await tx.done
}

export const takeOut = async (id: number): Promise<void> => (await device()).delete('queue', id)
