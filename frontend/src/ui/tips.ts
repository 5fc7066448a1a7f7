import type { Side } from './place'

export type Tip = { trigger: HTMLElement; text: string; keys: string | undefined; side: Side }

const DELAY_MS = 350
/// Going from one to the next, nobody waits again.
const WARM_MS = 200
/// Long enough to reach the tooltip itself with the pointer.
const LEAVE_MS = 120
/// The keys that lead the focus somewhere. Others bring it back to where it was, and there nobody asks what it is.
const LEADS = /^(?:Tab|Arrow|Home|End|Page)/

/// Says which tooltip is to be seen, until it is told to stop: under a pointer that rests, at what the keyboard came to,
/// never under a finger. Escape and a press send it away, and it stays while the pointer is on it.
export function followTips(show: (tip: Tip | null) => void): () => void {
  let shown: HTMLElement | null = null
  let under: EventTarget | null = null
  // Pressed, or sent away: not again before the pointer was elsewhere.
  let done: HTMLElement | null = null
  let led = false
  // With the focus: it stays wherever the pointer goes.
  let held = false
  let warmUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const set = (next: HTMLElement | null, byKey = false) => {
    clearTimeout(timer)
    if (shown && !next) warmUntil = Date.now() + WARM_MS
    shown = next
    held = byKey
    changes.disconnect()
    if (next) changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-tip'] })
    show(next && tipOf(next))
  }
  const soon = (next: HTMLElement | null, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => set(next), ms)
  }
  const leave = () => {
    if (shown && !held) soon(null, LEAVE_MS)
    else clearTimeout(timer)
  }
  const changes = new MutationObserver((records) => {
    if (!shown?.isConnected) set(null)
    else if (records.some(({ type }) => type === 'attributes')) show(tipOf(shown))
  })

  const stop = listen({
    // Not what comes to be under a pointer at rest.
    pointermove: ({ target, pointerType }) => {
      if (pointerType === 'touch' || target === under) return
      under = target
      if (closest(target, '[role=tooltip]')) return clearTimeout(timer)
      const over = closest(target, '[data-tip]')
      if (over !== done) done = null
      if (over === null || over === done) leave()
      else if (over === shown) clearTimeout(timer)
      else soon(over, shown || Date.now() < warmUntil ? 0 : DELAY_MS)
    },
    pointerout: ({ relatedTarget }) => {
      if (relatedTarget !== null) return
      under = null
      leave()
    },
    pointerdown: (event) => {
      led = false
      if (closest(event.target, '[role=tooltip]')) return keep(event)
      done = closest(event.target, '[data-tip]')
      set(null)
    },
    focusin: ({ target }) => {
      const focused = closest(target, '[data-tip]')
      if (led && focused === target) set(focused, true)
    },
    focusout: ({ target }) => {
      if (shown === target) set(null)
    },
    keydown: (event) => {
      led = LEADS.test(event.key)
      if (event.key !== 'Escape' || !shown) return
      // What lies under it waits for the next one.
      keep(event)
      done = shown
      set(null)
    },
    scroll: ({ target }) => {
      if (!shown || !(target instanceof Node) || !target.contains(shown)) return
      if (held) show(tipOf(shown))
      else set(null)
    },
  })
  return () => {
    stop()
    clearTimeout(timer)
    changes.disconnect()
  }
}

const closest = (target: EventTarget | null, selector: string) => (target instanceof Element ? target.closest<HTMLElement>(selector) : null)

function tipOf(trigger: HTMLElement): Tip {
  const { tip = '', tipKeys, tipSide = 'bottom' } = trigger.dataset
  return { trigger, text: tip, keys: tipKeys, side: tipSide as Side }
}

function keep(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

/// From the window down, before anything else hears of it.
function listen(on: { [K in keyof WindowEventMap]?: (event: WindowEventMap[K]) => void }): () => void {
  const listeners = Object.entries(on) as [string, EventListener][]
  for (const [type, listener] of listeners) window.addEventListener(type, listener, true)
  return () => {
    for (const [type, listener] of listeners) window.removeEventListener(type, listener, true)
  }
}
