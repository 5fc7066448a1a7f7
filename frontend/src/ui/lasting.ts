export type Anchor = { getBoundingClientRect: () => DOMRect }

/// An anchor that stays where it was last when it is hidden or gone: such an element's place is the corner of the window,
/// and what stands beside it would leave for there, from under somebody's pointer.
export function lasting(anchor: Anchor): Anchor & { contextElement?: Element } {
  let last = anchor.getBoundingClientRect()
  return {
    getBoundingClientRect: () => {
      const now = anchor.getBoundingClientRect()
      if (now.x !== 0 || now.y !== 0 || now.width !== 0 || now.height !== 0) last = now
      return last
    },
    // What scrolls it moves the panel.
    ...(anchor instanceof Element && { contextElement: anchor }),
  }
}
