import { Direction } from 'radix-ui'

/// Which way arrow keys and menus go.
export const DirectionProvider = Direction.Provider

export const { useDirection } = Direction
