import { isProblem } from '@/api/problem'
import { session } from '@/api/session'
import { amend, enqueue, entriesOf, forgetAll, takeOut } from './device'
import { type Entry, type NewEntry, newKey, type Refusal, targetOf, versionOf, withVersion, type Work } from './entry'
import { deviceOwner, flush } from './keep'
import { waiting } from './waiting'

/// The queue of what was written while nobody could be reached: sent by one tab at a time, the entries of a record in
/// their order, each once. What is refused stays until its writer decides.
export type Outcome =
  | { is: 'sent'; version: number | null }
  /// Nobody answered, or not now.
  | { is: 'later' }
  /// The record moved on without touching what this is about.
  | { is: 'rebase'; version: number }
  | { is: 'conflict' | 'failed'; refusal: Refusal }

export type Deliver = (entry: Entry) => Promise<Outcome>

/// The server remembers a key for a day. Sent again later than that, an entry might be carried out twice.
const KEY_MS = 23 * 3_600_000
const CHANNEL = 'sangam.offline'
const LOCK = 'sangam.queue'

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null

/// Reads the queue again, here and in the other tabs.
async function changed(): Promise<void> {
  await refresh()
  channel?.postMessage('queue')
}

export async function refresh(): Promise<void> {
  waiting.set(await entries())
}

/// Nobody sends in another's name, nor while looking through another's eyes.
async function entries(): Promise<Entry[]> {
  const owner = deviceOwner()
  return owner === null || session.viewing() !== null ? [] : entriesOf(owner)
}

/// Hears the other tabs.
export function listen(): () => void {
  const hear = ({ data }: MessageEvent) => {
    if (data === 'queue') void refresh().catch(() => undefined)
    // The session they shared is over.
    else if (data === 'signedOut') session.end()
  }
  channel?.addEventListener('message', hear)
  return () => channel?.removeEventListener('message', hear)
}

/// @returns null when this device keeps nothing for this person
export async function add(entry: NewEntry): Promise<Entry | null> {
  const owner = deviceOwner()
  if (owner === null || session.viewing() !== null) return null
  await flush()
  const added = await enqueue(owner, entry)
  await changed()
  return added
}

export async function discard(id: number): Promise<void> {
  await takeOut(id)
  await changed()
}

/// Once more, as a new request: what was refused stays refused under its old key.
export async function again(entry: Entry, work: Work = entry.work): Promise<void> {
  await amend([{ ...entry, work, key: newKey(), tried: null, state: 'waiting', refusal: null }])
  await changed()
}

/// Signed out: nothing of this person stays, in no tab.
export async function forget(): Promise<void> {
  await forgetAll()
  waiting.set([])
  channel?.postMessage('signedOut')
}

/// The first entry nothing stands before. What was being sent when a tab died is sent again under its key.
export function nextOf(all: readonly Entry[]): Entry | undefined {
  const held = new Set<string>()
  return all.find(({ state, record }) => {
    if (held.has(record.id)) return false
    held.add(record.id)
    return state === 'waiting' || state === 'sending'
  })
}

/// Sends until nothing is left that can be sent. False when something is left for later.
export function drain(deliver: Deliver): Promise<boolean> {
  const work = () => sendAll(deliver)
  return 'locks' in navigator && navigator.locks ? navigator.locks.request(LOCK, work) : work()
}

async function sendAll(deliver: Deliver): Promise<boolean> {
  for (;;) {
    const entry = nextOf(await entries())
    if (entry === undefined) return true
    if (entry.tried !== null && Date.now() - entry.tried > KEY_MS) {
      await settle(entry, { is: 'failed', refusal: { code: 'UNSURE', text: '', current: null } })
      continue
    }
    const sending: Entry = { ...entry, state: 'sending', tried: entry.tried ?? Date.now() }
    await amend([sending])
    await changed()
    const outcome = await deliver(sending).catch((error: unknown): Outcome => ({ is: 'failed', refusal: refusalOf(error) }))
    await settle(sending, outcome)
    if (outcome.is === 'later') return false
  }
}

async function settle(entry: Entry, outcome: Outcome): Promise<void> {
  switch (outcome.is) {
    case 'sent':
      await takeOut(entry.id)
      if (outcome.version !== null) await carryOn(entry, outcome.version)
      break
    case 'later':
      await amend([{ ...entry, state: 'waiting' }])
      break
    case 'rebase':
      await amend([{ ...entry, work: withVersion(entry.work, outcome.version), key: newKey(), tried: null, state: 'waiting' }])
      await carryOn(entry, outcome.version)
      break
    case 'conflict':
    case 'failed':
      await amend([{ ...entry, state: outcome.is, refusal: outcome.refusal }])
      break
  }
  await changed()
}

/// What was made on top of this entry stands on what became of it.
async function carryOn(entry: Entry, version: number): Promise<void> {
  const before = versionOf(entry.work)
  const later = (await entries()).filter((each) => each.id > entry.id && targetOf(each) === targetOf(entry) && versionOf(each.work) === before && each.tried === null)
  await amend(later.map((each) => ({ ...each, work: withVersion(each.work, version) })))
}

export const refusalOf = (error: unknown): Refusal => ({
  code: isProblem(error) ? error.code : 'UNEXPECTED',
  text: isProblem(error) ? (error.body.detail ?? '') : '',
  current: isProblem(error) ? (error.current ?? null) : null,
})
