export type Side = 'top' | 'bottom' | 'start' | 'end'
type Box = { left: number; top: number; width: number; height: number }
type Size = { width: number; height: number }

const GAP_PX = 6
const EDGE_PX = 8

/// Where something stands beside a box: on the side asked for, on the other one where it has more room there, and never
/// outside the window.
export function place(box: Box, size: Size, window: Size, side: Side, rtl: boolean): { x: number; y: number } {
  const upright = side === 'top' || side === 'bottom'
  const after = side === 'bottom' || side === (rtl ? 'start' : 'end')
  const [from, length, needed, room] = upright ? [box.top, box.height, size.height, window.height] : [box.left, box.width, size.width, window.width]
  const along = beside(from, length, needed, room, after)
  return upright
    ? { x: within(box.left + (box.width - size.width) / 2, size.width, window.width), y: within(along, size.height, window.height) }
    : { x: within(along, size.width, window.width), y: within(box.top + (box.height - size.height) / 2, size.height, window.height) }
}

function beside(from: number, length: number, needed: number, room: number, after: boolean): number {
  const before = from - GAP_PX - needed
  const behind = from + length + GAP_PX
  const fits = after ? behind + needed <= room - EDGE_PX : before >= EDGE_PX
  const more = room - (from + length) >= from
  return (fits ? after : more) ? behind : before
}

const within = (at: number, needed: number, room: number) => Math.round(Math.max(EDGE_PX, Math.min(at, room - EDGE_PX - needed)))
