import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Frame } from '@/api/live'
import { Viewers } from './Viewers'

const line = vi.hoisted(() => ({ tell: null as ((frame: Frame) => void) | null, watched: [] as string[], state: 'open' }))
vi.mock('@/api/live', () => ({
  live: {
    onFrame: (handler: (frame: Frame) => void) => {
      line.tell = handler
      return () => (line.tell = null)
    },
    watch: (channel: string) => {
      line.watched.push(channel)
      return () => line.watched.splice(line.watched.indexOf(channel), 1)
    },
    subscribeState: () => () => undefined,
    state: () => line.state,
  },
}))
vi.mock('@/api/useMe', () => ({ useMe: () => ({ user: { id: 'me', name: 'Mira Shah' } }) }))

const USERS = [
  { id: 'me', name: 'Mira Shah' },
  { id: 'sam', name: 'Sam Roy' },
  { id: 'tara', name: 'Tara Sen' },
] as never

const show = () => render(<Viewers object="lead" id="l1" users={USERS} />)
const tell = (users: string[], channel = 'viewers:lead:l1') => act(() => line.tell?.({ type: 'viewers', channels: [channel], data: { users } }))

describe('Viewers', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    line.watched.length = 0
    line.state = 'open'
  })
  afterEach(() => vi.useRealTimers())

  it('names whoever else is there, and not oneself', () => {
    show()
    act(() => void vi.advanceTimersByTime(1_000))
    expect(line.watched).toEqual(['viewers:lead:l1'])

    tell(['me', 'sam'])
    expect(screen.getByText('Sam Roy is here')).toBeTruthy()
    tell(['me', 'sam', 'tara'])
    expect(screen.getByText('Sam Roy and 1 more are here')).toBeTruthy()
    tell(['me'])
    expect(screen.queryByText(/here/)).toBeNull()
  })

  it('hears nothing of another record', () => {
    show()
    tell(['sam'], 'viewers:lead:l2')
    expect(screen.queryByText(/here/)).toBeNull()
  })

  it('does not tell of who walks past', () => {
    const { unmount } = show()
    act(() => void vi.advanceTimersByTime(300))
    unmount()
    act(() => void vi.advanceTimersByTime(2_000))
    expect(line.watched).toEqual([])
  })

  it('leaves when its page is left, and when its tab is behind others', () => {
    const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
    const { unmount } = show()
    act(() => void vi.advanceTimersByTime(1_000))
    tell(['me', 'sam'])
    seen.mockReturnValue('hidden')
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    expect(line.watched).toEqual([])
    expect(screen.queryByText(/here/)).toBeNull()

    seen.mockReturnValue('visible')
    act(() => void document.dispatchEvent(new Event('visibilitychange')))
    act(() => void vi.advanceTimersByTime(1_000))
    expect(line.watched).toHaveLength(1)
    unmount()
    expect(line.watched).toEqual([])
  })

  it('knows nobody while the line is down', () => {
    line.state = 'closed'
    show()
    tell(['me', 'sam'])
    expect(screen.queryByText(/here/)).toBeNull()
  })
})
