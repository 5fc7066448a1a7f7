import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './Kbd'
import { place } from './place'
import { followTips, type Tip } from './tips'

/// Once in the app.
export function Tooltips() {
  const [shown, setShown] = useState<Tip | null>(null)
  useEffect(() => followTips(setShown), [])
  return shown && createPortal(<Bubble {...shown} />, document.body)
}

function Bubble({ trigger, text, keys, side }: Tip) {
  const id = useId()
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const others = trigger.getAttribute('aria-describedby')
    trigger.setAttribute('aria-describedby', others === null ? id : `${others} ${id}`)
    return () => (others === null ? trigger.removeAttribute('aria-describedby') : trigger.setAttribute('aria-describedby', others))
  }, [trigger, id])
  // Whenever it is drawn: the page below it may have moved.
  useLayoutEffect(() => {
    const it = bubble.current
    if (!it) return
    const { x, y } = place(
      trigger.getBoundingClientRect(),
      { width: it.offsetWidth, height: it.offsetHeight },
      { width: window.innerWidth, height: window.innerHeight },
      side,
      getComputedStyle(trigger).direction === 'rtl',
    )
    it.style.left = `${x}px`
    it.style.top = `${y}px`
  })
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      // Its edge is seen where the system paints over colours; it can be pointed at while a dialog takes the page away.
      className="pointer-events-auto fixed z-60 flex w-max max-w-72 animate-fade items-center gap-2 rounded-control border border-transparent bg-ink px-2 py-1 text-12 text-surface shadow-float"
    >
      <span>{text}</span>
      {keys !== undefined && <Kbd keys={keys} inverse />}
    </div>
  )
}
