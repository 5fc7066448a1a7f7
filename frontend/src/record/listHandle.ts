import type { Row } from '@/api/types'

/// What the shortcuts of a list act on, whichever way it is shown: the row or card one is at.
export type ListHandle = {
  current: () => Row | null
  /// One further or back; null at the end.
  step: (by: 1 | -1) => Row | null
  pick: () => void
  /// What a panel about the row stands beside.
  anchor: () => HTMLElement | null
  focus: () => void
}
