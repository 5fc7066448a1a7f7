import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

export type Drop = { card: string; from: string; to: string }

/// Lets cards be taken hold of, until it is told to stop. One observer for the board: cards come and go as columns scroll.
export function holdCards(element: HTMLElement, onDrop: (drop: Drop) => void): () => void {
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
}

/// Lets cards be dropped on a column; says whether one is held over it.
export function dropOn(element: HTMLElement, list: HTMLElement, column: string, onOver: (over: boolean) => void): () => void {
  return combine(
    dropTargetForElements({
      element,
      getData: () => ({ column }),
      canDrop: ({ source }) => typeof source.data['card'] === 'string',
      onDragEnter: ({ source }) => onOver(source.data['from'] !== column),
      onDragLeave: () => onOver(false),
      onDrop: () => onOver(false),
    }),
    autoScrollForElements({ element: list }),
  )
}
