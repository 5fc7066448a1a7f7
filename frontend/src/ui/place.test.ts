import { describe, expect, it } from 'vitest'
import { place } from './place'

const window = { width: 400, height: 300 }
const size = { width: 100, height: 20 }
const box = (left: number, top: number) => ({ left, top, width: 40, height: 30 })

describe('the place beside a box', () => {
  it('is in the middle of the side asked for', () => {
    expect(place(box(180, 100), size, window, 'bottom', false)).toEqual({ x: 150, y: 136 })
    expect(place(box(180, 100), size, window, 'top', false)).toEqual({ x: 150, y: 74 })
  })

  it('is after the end of the line, whichever way it runs', () => {
    expect(place(box(180, 100), size, window, 'end', false)).toEqual({ x: 226, y: 105 })
    expect(place(box(180, 100), size, window, 'end', true)).toEqual({ x: 74, y: 105 })
    expect(place(box(180, 100), size, window, 'start', true)).toEqual({ x: 226, y: 105 })
  })

  it('is on the other side where there is more room', () => {
    expect(place(box(180, 260), size, window, 'bottom', false).y).toBe(234)
    expect(place(box(180, 4), size, window, 'top', false).y).toBe(40)
    expect(place(box(350, 100), size, window, 'end', false).x).toBe(244)
  })

  it('is never outside the window', () => {
    expect(place(box(0, 100), size, window, 'bottom', false).x).toBe(8)
    expect(place(box(360, 100), size, window, 'bottom', false).x).toBe(292)
    expect(place(box(180, 100), { width: 500, height: 20 }, window, 'bottom', false).x).toBe(8)
  })
})
