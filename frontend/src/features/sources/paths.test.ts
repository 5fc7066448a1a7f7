import { expect, test } from 'vitest'
import { pathsOf, sampleOf } from './paths'
import { parseSourcesSearch } from './search'

test('finds every value of a message by its path', () => {
  expect(pathsOf({ id: 7, customer: { phones: ['1', '2'], name: null }, empty: {} })).toEqual(['id', 'customer.phones.0', 'customer.phones.1', 'customer.name'])
  expect(pathsOf('text')).toEqual([])
  expect(pathsOf(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])))).toHaveLength(200)
})

test('takes a JSON object as a sample and nothing else', () => {
  expect(sampleOf('{"a":1}')).toEqual({ a: 1 })
  for (const text of ['', '[1]', 'null', '"a"', '{']) expect(sampleOf(text)).toBeNull()
})

test('takes from an address only what it knows', () => {
  expect(parseSourcesSearch({ tab: 'log', status: 'failed', source: 's1' })).toEqual({ tab: 'log', status: 'failed', source: 's1' })
  expect(parseSourcesSearch({ status: 'gone', source: 1 })).toEqual({})
})
