import { socketTicket } from './auth'
import type { NotificationView } from './types'

/// The live line to the server: one WebSocket for the page, opened with a one-time ticket, opened again with growing
/// pauses, and subscribed again to everything someone is still looking at.
export type Frame = { type: string; channels: string[]; data: Record<string, unknown> }
/// `popUp` false: the reader wants to be left alone; absent from older servers.
export type Notice = Frame & { data: NotificationView & { popUp?: boolean } }

export const isNotice = (frame: Frame): frame is Notice => frame.type === 'notification'

/// Which record a frame is about: the object by its type (`lead.updated`), the id from its data, or from the channel it
/// was followed on (`record:lead:<id>`).
export function recordOf({ type, channels, data }: Frame): { object: string; id: string } | null {
  const [object, verb] = type.split('.')
  if (object === undefined || verb === undefined) return null
  const followed = channels.find((channel) => channel.startsWith(`record:${object}:`))?.split(':')[2]
  const id = typeof data['id'] === 'string' ? data['id'] : followed
  return id === undefined ? null : { object, id }
}

export type LiveState = 'closed' | 'connecting' | 'open'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const PING_MS = 25_000

/// The pause before attempt n, spread over its upper half so that not all browsers return at once after an outage.
export function pauseBefore(attempt: number, random = Math.random()): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + random / 2)
}

class Live {
  private socket: WebSocket | null = null
  private wanted = false
  private attempt = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private ping: ReturnType<typeof setInterval> | undefined
  private current: LiveState = 'closed'
  private readonly channels = new Map<string, number>()
  private readonly handlers = new Set<(frame: Frame) => void>()
  private readonly reopened = new Set<() => void>()
  private readonly listeners = new Set<() => void>()

  readonly subscribeState = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly state = (): LiveState => this.current

  start(): void {
    this.wanted = true
    window.addEventListener('online', this.hurry)
    document.addEventListener('visibilitychange', this.hurry)
    void this.open()
  }

  stop(): void {
    this.wanted = false
    window.removeEventListener('online', this.hurry)
    document.removeEventListener('visibilitychange', this.hurry)
    clearTimeout(this.timer)
    this.socket?.close()
    this.become('closed')
  }

  onFrame(handler: (frame: Frame) => void): () => void {
    this.handlers.add(handler)
    return () => this.handlers.delete(handler)
  }

  /// Called after a lost line came back: whatever was missed must be read again.
  onReopen(handler: () => void): () => void {
    this.reopened.add(handler)
    return () => this.reopened.delete(handler)
  }

  watch(channel: string): () => void {
    const watchers = this.channels.get(channel) ?? 0
    this.channels.set(channel, watchers + 1)
    if (watchers === 0) this.send({ type: 'subscribe', channel })
    return () => {
      const left = (this.channels.get(channel) ?? 1) - 1
      if (left > 0) {
        this.channels.set(channel, left)
      } else {
        this.channels.delete(channel)
        this.send({ type: 'unsubscribe', channel })
      }
    }
  }

  private readonly hurry = (): void => {
    if (this.wanted && this.current === 'closed' && document.visibilityState === 'visible') {
      clearTimeout(this.timer)
      void this.open()
    }
  }

  private async open(): Promise<void> {
    if (this.current !== 'closed') return
    this.become('connecting')
    try {
      const ticket = await socketTicket()
      if (!this.wanted) return this.become('closed')
      const url = new URL(`/ws?ticket=${encodeURIComponent(ticket)}`, window.location.href)
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
      this.listenTo(new WebSocket(url))
    } catch {
      this.later()
    }
  }

  private listenTo(socket: WebSocket): void {
    this.socket = socket
    socket.onopen = () => {
      const again = this.attempt > 0
      this.attempt = 0
      this.become('open')
      for (const channel of this.channels.keys()) this.send({ type: 'subscribe', channel })
      this.ping = setInterval(() => this.send({ type: 'ping' }), PING_MS)
      if (again) for (const handler of this.reopened) handler()
    }
    socket.onmessage = (event: MessageEvent<string>) => {
      const frame = JSON.parse(event.data) as Partial<Frame>
      if (typeof frame.type !== 'string' || frame.data === undefined) return
      const whole: Frame = { type: frame.type, channels: frame.channels ?? [], data: frame.data }
      for (const handler of this.handlers) handler(whole)
    }
    socket.onclose = () => {
      clearInterval(this.ping)
      this.socket = null
      this.later()
    }
  }

  private later(): void {
    this.become('closed')
    if (!this.wanted) return
    const pause = pauseBefore(this.attempt)
    this.attempt += 1
    this.timer = setTimeout(() => void this.open(), pause)
  }

  private send(message: Record<string, unknown>): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  private become(state: LiveState): void {
    this.current = state
    for (const listener of this.listeners) listener()
  }
}

export const live = new Live()
