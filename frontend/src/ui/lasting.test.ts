import { expect, test } from 'vitest'
import { lasting } from './lasting'

const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height }) as DOMRect

test('an anchor follows what it stands for, and stays where that was last', () => {
  let now = rect(10, 20, 30, 40)
  const anchor = lasting({ getBoundingClientRect: () => now })
  now = rect(10, 5, 30, 40)
  expect(anchor.getBoundingClientRect()).toEqual(now)
  now = rect(0, 0, 0, 0)
  expect(anchor.getBoundingClientRect()).toEqual(rect(10, 5, 30, 40))
  now = rect(0, 12, 30, 40)
  expect(anchor.getBoundingClientRect()).toEqual(now)
})

test('a place without an extent is a place', () => {
  expect(lasting({ getBoundingClientRect: () => rect(7, 9, 0, 0) }).getBoundingClientRect()).toEqual(rect(7, 9, 0, 0))
})

test('an element is still watched by what scrolls it', () => {
  const button = document.createElement('button')
  expect(lasting(button).contextElement).toBe(button)
})
