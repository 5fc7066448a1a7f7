import { describe, expect, it } from 'vitest'
import { moved, optionValue, withValues } from './draft'

describe('choices', () => {
  it('get plain values of their labels', () => {
    expect(optionValue('Très grand №1', [])).toBe('tres_grand_no1')
    expect(optionValue('बड़ा', [])).toBe('choice')
    expect(optionValue('Large', ['large', 'large_2'])).toBe('large_3')
  })

  it('keep the values they have', () => {
    expect(withValues([{ value: 'small', label: 'Tiny' }, { value: '', label: 'Small' }]).map(({ value }) => value)).toEqual(['small', 'small_2'])
  })
})

describe('moved', () => {
  it('stays within the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['c', 'a', 'b'])
  })
})
