import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { violations } from '@/test/axe'
import { IconButton } from './Button'
import { Sheet } from './Dialog'
import { Tooltips } from './Tooltip'

function Page({ children }: { children?: ReactNode }) {
  return (
    <main>
      <IconButton label="Star it" keys="S" aria-describedby="count">
        ★
      </IconButton>
      <p id="count">12 stars</p>
      <IconButton label="Share it">↗</IconButton>
      {children}
      <Tooltips />
    </main>
  )
}

const star = () => screen.getByRole('button', { name: 'Star it' })
const share = () => screen.getByRole('button', { name: 'Share it' })
const tooltip = () => screen.queryByRole('tooltip')
const gone = () => waitFor(() => expect(tooltip()).toBeNull())

describe('a tooltip with the keyboard', () => {
  it('comes with the focus, beside what else describes its button, and goes with it', async () => {
    render(<Page />)
    await userEvent.tab()

    expect(tooltip()?.textContent).toBe('Star itS')
    expect(star().getAttribute('aria-describedby')).toBe(`count ${tooltip()?.id}`)
    expect(await violations()).toEqual([])

    await userEvent.tab()
    expect(tooltip()?.textContent).toBe('Share it')
    expect(star().getAttribute('aria-describedby')).toBe('count')

    await userEvent.tab()
    expect(tooltip()).toBeNull()
    expect(share().hasAttribute('aria-describedby')).toBe(false)
  })

  it('takes the first Escape for itself and leaves the next one to the sheet under it', async () => {
    const onOpenChange = vi.fn()
    render(
      <Page>
        <Sheet open onOpenChange={onOpenChange} title="Requests">
          <IconButton label="Read it">i</IconButton>
          <IconButton label="Burn it">f</IconButton>
        </Sheet>
      </Page>,
    )
    await userEvent.tab()
    expect(tooltip()?.textContent).toBe('Burn it')

    await userEvent.keyboard('{Escape}')
    expect(tooltip()).toBeNull()
    expect(onOpenChange).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Burn it' }))

    await userEvent.keyboard('{Escape}')
    expect(onOpenChange).toHaveBeenCalledWith(false)
  })

  it('does not come with a focus that is brought back', async () => {
    render(<Page />)
    await userEvent.keyboard('{Escape}')
    act(() => star().focus())

    expect(tooltip()).toBeNull()
  })

  it('follows the words of its button, and goes with it', async () => {
    function Starring() {
      const [presses, setPresses] = useState(0)
      return presses < 2 && <IconButton label={presses === 0 ? 'Keep it' : 'Drop it'} onClick={() => setPresses(presses + 1)}>★</IconButton>
    }
    render(
      <>
        <Starring />
        <Tooltips />
      </>,
    )
    await userEvent.tab()
    expect(tooltip()?.textContent).toBe('Keep it')

    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(tooltip()?.textContent).toBe('Drop it'))

    await userEvent.keyboard('{Enter}')
    await gone()
  })
})

describe('a tooltip with a pointer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const point = (at: Element, pointerType = 'mouse') => void fireEvent.pointerMove(at, { pointerType })
  const later = (ms: number) => act(() => vi.advanceTimersByTime(ms))

  it('comes where it rests, not where it passes', () => {
    render(<Page />)
    point(star())
    later(300)
    expect(tooltip()).toBeNull()
    point(document.body)
    later(2_000)
    expect(tooltip()).toBeNull()

    point(star())
    later(400)
    expect(tooltip()?.textContent).toBe('Star itS')

    // One was there already: the next does not wait.
    point(share())
    later(1)
    expect(tooltip()?.textContent).toBe('Share it')
  })

  it('stays while it is on the tooltip, and may press there', () => {
    const onOpenChange = vi.fn()
    render(
      <Page>
        <Sheet open onOpenChange={onOpenChange} title="Requests">
          <IconButton label="Read it">i</IconButton>
        </Sheet>
      </Page>,
    )
    point(screen.getByRole('button', { name: 'Read it' }))
    later(400)
    point(screen.getByText('Requests'))
    later(60)
    const bubble = screen.getByRole('tooltip')
    point(bubble)
    later(2_000)
    fireEvent.pointerDown(bubble, { pointerType: 'mouse' })
    later(2_000)
    expect(tooltip()).toBe(bubble)
    expect(onOpenChange).not.toHaveBeenCalled()

    point(screen.getByText('Requests'))
    later(200)
    expect(tooltip()).toBeNull()
  })

  it.each([
    ['its button is pressed', () => fireEvent.pointerDown(star())],
    ['Escape is pressed', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
  ])('goes when %s, and comes again only after it was elsewhere', (_, press) => {
    render(<Page />)
    point(star())
    later(400)
    expect(tooltip()).not.toBeNull()

    press()
    point(star().firstChild?.parentElement as Element)
    later(2_000)
    expect(tooltip()).toBeNull()

    point(document.body)
    point(star())
    later(400)
    expect(tooltip()).not.toBeNull()
  })

  it('goes when it leaves the window', () => {
    render(<Page />)
    point(star())
    later(400)
    expect(tooltip()).not.toBeNull()

    fireEvent.pointerOut(star(), { relatedTarget: null })
    later(200)
    expect(tooltip()).toBeNull()
  })

  it('does not come under a finger', () => {
    render(<Page />)
    point(star(), 'touch')
    later(2_000)

    expect(tooltip()).toBeNull()
  })
})
