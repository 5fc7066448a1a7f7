import { describe, expect, it } from 'vitest'
import { move } from './moves'

const shape = { rows: 5, columns: 3, page: 2 }

describe('moving in the grid', () => {
  it('stops at the edges instead of wrapping', () => {
    expect(move({ row: 4, col: 2 }, 'down', shape)).toEqual({ row: 4, col: 2 })
    expect(move({ row: 0, col: 0 }, 'left', shape)).toEqual({ row: 0, col: 0 })
  })

  it('reaches the header above the first row, and no further', () => {
    expect(move({ row: 0, col: 1 }, 'up', shape)).toEqual({ row: -1, col: 1 })
    expect(move({ row: -1, col: 1 }, 'up', shape)).toEqual({ row: -1, col: 1 })
  })

  it('pages through rows without landing on the header', () => {
    expect(move({ row: 1, col: 1 }, 'page-up', shape)).toEqual({ row: 0, col: 1 })
    expect(move({ row: 1, col: 1 }, 'page-down', shape)).toEqual({ row: 3, col: 1 })
  })

  it('goes to the corners', () => {
    expect(move({ row: 2, col: 1 }, 'all-end', shape)).toEqual({ row: 4, col: 2 })
    expect(move({ row: 2, col: 1 }, 'all-start', shape)).toEqual({ row: 0, col: 0 })
  })
})
