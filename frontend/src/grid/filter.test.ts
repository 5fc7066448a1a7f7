import { describe, expect, it } from 'vitest'
import { field, leadMeta } from '@/test/meta'
import { both, defaultOperator, isComplete, searchFilter, withOperator } from './filter'

describe('filter', () => {
  it('opens a field with the operator its kind is usually asked by', () => {
    expect(defaultOperator(field({ kind: 'choice', operators: ['eq', 'in'] }))).toBe('in')
    expect(defaultOperator(field({ kind: 'instant', operators: ['on', 'within'] }))).toBe('within')
  })

  it('falls back to an operator the server offers', () => {
    expect(defaultOperator(field({ kind: 'text', operators: ['startsWith'] }))).toBe('startsWith')
  })

  it('keeps the value when the operator changes within reach of it', () => {
    expect(withOperator({ field: 'status', op: 'eq', value: 'open' }, 'in')).toEqual({ field: 'status', op: 'in', value: ['open'] })
    expect(withOperator({ field: 'status', op: 'in', value: ['won', 'lost'] }, 'eq')).toEqual({ field: 'status', op: 'eq', value: 'won' })
  })

  it('drops a value the new operator cannot use', () => {
    expect(withOperator({ field: 'value', op: 'gte', value: 5 }, 'between')).toEqual({ field: 'value', op: 'between' })
    expect(withOperator({ field: 'status', op: 'in', value: ['won'] }, 'empty')).toEqual({ field: 'status', op: 'empty' })
  })

  it('does not send a half-typed condition', () => {
    expect(isComplete({ field: 'status', op: 'in', value: [] })).toBe(false)
    expect(isComplete({ field: 'value', op: 'between', value: ['10', ''] })).toBe(false)
    expect(isComplete({ field: 'qualified', op: 'eq', value: false })).toBe(true)
    expect(isComplete({ field: 'owner', op: 'empty' })).toBe(true)
  })

  it('joins view and search without nesting them deeper', () => {
    const a = { and: [{ field: 'status', op: 'eq' as const, value: 'open' }] }
    const b = { field: 'title', op: 'contains' as const, value: 'steel' }

    expect(both(a, b)).toEqual({ and: [a.and[0], b] })
    expect(both(null, b)).toBe(b)
  })

  it('searches the title first, and phones by their last digits', () => {
    expect(searchFilter(leadMeta, ' 0123 ')).toEqual({
      or: [
        { field: 'title', op: 'contains', value: '0123' },
        { field: 'company', op: 'contains', value: '0123' },
        { field: 'phone', op: 'endsWith', value: '0123' },
      ],
    })
    expect(searchFilter(leadMeta, '  ')).toBeNull()
  })

  it('does not search what the reader sees masked, because the server refuses it', () => {
    const masked = { ...leadMeta, fields: leadMeta.fields.map((f) => (f.key === 'phone' ? { ...f, visibility: 'masked' as const } : f)) }

    expect(JSON.stringify(searchFilter(masked, '0123'))).not.toContain('phone')
  })
})
