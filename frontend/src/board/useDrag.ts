import { type RefObject, useEffect, useState } from 'react'
import type { Drop } from './drag'

type Drag = typeof import('./drag')

/// Cards can be seen before they can be held: what is needed for that comes after them.
function whenLoaded(begin: (drag: Drag) => () => void): () => void {
  let left = false
  let stop: (() => void) | undefined
  void import('./drag')
    .then((drag) => {
      if (!left) stop = begin(drag)
    })
    // The menu moves cards, too.
    .catch(() => undefined)
  return () => {
    left = true
    stop?.()
  }
}

/// Cards that can be taken hold of.
export function useCards(board: RefObject<HTMLElement | null>, enabled: boolean, onDrop: (drop: Drop) => void): void {
  useEffect(() => {
    const element = board.current
    if (element && enabled) return whenLoaded(({ holdCards }) => holdCards(element, onDrop))
  }, [board, enabled, onDrop])
}

/// A column cards may be dropped on; true while one is held over it.
export function useDrop(box: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>, column: string): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = box.current
    const list = scroller.current
    if (element && list) return whenLoaded(({ dropOn }) => dropOn(element, list, column, setOver))
  }, [box, scroller, column])
  return over
}
