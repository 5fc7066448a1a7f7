import { expect, it } from 'vitest'
import { domainsOf } from './domains'

it('reads domains however they are separated', () => {
  expect(domainsOf(' Example.com, @example.org;example.com\n example.net ')).toEqual(['example.com', 'example.org', 'example.net'])
  expect(domainsOf(' , ')).toEqual([])
})
