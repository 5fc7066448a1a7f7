/// Short messages at the edge of the screen, and the undo stack behind them. A message goes after a while; what it told
/// can still be undone by Mod+Z, the last one first, as long as the person stays signed in.
export type Toast = {
  id: number
  text: string
  tone: 'done' | 'problem' | 'news'
  undo?: () => Promise<unknown> | void
  action?: { label: string; run: () => void }
}

type Content = Partial<Pick<Toast, 'tone' | 'undo' | 'action'>>

const SHOWN_MS = 6_000
const UNDO_MS = 12_000
const MAX_SHOWN = 4
const MAX_UNDO = 50

let toasts: readonly Toast[] = []
let stack: readonly { id: number; undo: () => Promise<unknown> | void }[] = []
let nextId = 1
const timers = new Map<number, ReturnType<typeof setTimeout>>()
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  get: () => toasts,
}

export function toast(text: string, content: Content = {}): number {
  const id = nextId++
  const fresh: Toast = { id, text, tone: 'done', ...content }
  for (const old of toasts.slice(0, Math.max(0, toasts.length + 1 - MAX_SHOWN))) stop(old.id)
  if (fresh.undo) stack = [...stack, { id, undo: fresh.undo }].slice(-MAX_UNDO)
  set([...toasts, fresh].slice(-MAX_SHOWN))
  resume(fresh)
  return id
}

export function dismiss(id: number): void {
  stop(id)
  set(toasts.filter((shown) => shown.id !== id))
}

/// What was done before is nobody's to undo any more: somebody else may sign in.
export function forgetAll(): void {
  for (const shown of toasts) stop(shown.id)
  stack = []
  set([])
}

/// A message under the pointer or the focus waits.
export function hold(id: number): void {
  stop(id)
}

export function resume(shown: Toast): void {
  stop(shown.id)
  timers.set(
    shown.id,
    setTimeout(() => dismiss(shown.id), shown.undo || shown.action ? UNDO_MS : SHOWN_MS),
  )
}

function stop(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

/// Undoes one write, the last one when none is named, and takes its message away. False when there was nothing to undo.
export async function undo(id: number | undefined = stack.at(-1)?.id): Promise<boolean> {
  const found = stack.find((entry) => entry.id === id)
  if (!found) return false
  stack = stack.filter((entry) => entry !== found)
  dismiss(found.id)
  await found.undo()
  return true
}
