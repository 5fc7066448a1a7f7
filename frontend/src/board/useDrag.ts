import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useState } from 'react'

type Drop = { card: string; from: string; to: string }

/// Cards that can be taken hold of. One observer for the board: cards come and go as columns scroll.
export function useCards(board: RefObject<HTMLElement | null>, enabled: boolean, onDrop: (drop: Drop) => void): void {
  useEffect(() => {
    const element = board.current
    if (!element || !enabled) return
    const held = new Map<Element, () => void>()
    const sync = () => {
      for (const [card, stop] of held) {
        if (!card.isConnected) {
          stop()
          held.delete(card)
        }
      }
      for (const card of element.querySelectorAll<HTMLElement>('[data-card]')) {
        if (!held.has(card)) held.set(card, draggable({ element: card, getInitialData: () => ({ card: card.dataset['card'], from: card.closest<HTMLElement>('[data-column]')?.dataset['column'] }) }))
      }
    }
    const observer = new MutationObserver(sync)
    observer.observe(element, { childList: true, subtree: true })
    sync()
    const stop = combine(
      monitorForElements({
        onDrop: ({ source, location }) => {
          const { card, from } = source.data
          const to = location.current.dropTargets[0]?.data['column']
          if (typeof card === 'string' && typeof from === 'string' && typeof to === 'string' && from !== to) onDrop({ card, from, to })
        },
      }),
      autoScrollForElements({ element }),
    )
    return () => {
      observer.disconnect()
      stop()
      for (const release of held.values()) release()
    }
  }, [board, enabled, onDrop])
}

/// A column cards may be dropped on; true while one is held over it.
export function useDrop(box: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>, column: string): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = box.current
    const list = scroller.current
    if (!element || !list) return
    return combine(
      dropTargetForElements({
        element,
        getData: () => ({ column }),
        canDrop: ({ source }) => typeof source.data['card'] === 'string',
        onDragEnter: ({ source }) => setOver(source.data['from'] !== column),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element: list }),
    )
  }, [box, scroller, column])
  return over
}
