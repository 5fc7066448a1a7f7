import { expect, test } from 'vitest'
import { linked } from './linked'

test('finds the links of a mail and leaves everything else text', () => {
  expect(linked('Choose:\nhttp://localhost:8080/set-password#pl_x-Y\n\njavascript:alert(1)')).toEqual([
    { text: 'Choose:\n' },
    { text: 'http://localhost:8080/set-password#pl_x-Y', href: 'http://localhost:8080/set-password#pl_x-Y' },
    { text: '\n\njavascript:alert(1)' },
  ])
  expect(linked('')).toEqual([])
})
