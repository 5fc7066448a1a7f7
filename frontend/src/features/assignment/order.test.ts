import { describe, expect, it } from 'vitest'
import type { AssignmentRule } from '@/api/assignment'
import { moved } from './order'

const rule = (id: string, position: number): AssignmentRule => ({ id, object: 'lead', name: id, position, filter: { and: [] }, target: { type: 'user', userId: 'u' }, active: true, version: 0 })
const RULES = [rule('a', 1), rule('b', 2), rule('c', 3)]

describe('order of rules', () => {
  it('changes only the positions between', () => {
    const { rules, changed } = moved(RULES, 'a', 1)
    expect(rules.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
    expect(changed.map(({ id, position }) => `${id}${position}`)).toEqual(['b1', 'a2'])
  })

  it('stays within its ends', () => {
    expect(moved(RULES, 'a', -1).changed).toEqual([])
    expect(moved(RULES, 'c', 7).changed).toEqual([])
    expect(moved(RULES, 'gone', 0).changed).toEqual([])
  })

  it('heals ties', () => {
    const { changed } = moved([rule('a', 5), rule('b', 5)], 'b', 0)
    expect(changed.map(({ id, position }) => `${id}${position}`)).toEqual(['b1', 'a2'])
  })
})
