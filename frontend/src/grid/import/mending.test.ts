import { describe, expect, it } from 'vitest'
import type { ImportProblem } from '@/api/imports'
import '@/i18n/packs/import'
import { leadMeta } from '@/test/meta'
import { cellProblem, mendColumns, merged, neighbour, rowProblem, troubles } from './mending'

const row = (position: number, more: Partial<ImportProblem> = {}): ImportProblem => ({ position, cells: ['a', 'b', 'c'], status: 'error', version: 1, errors: [], ...more })
const columns = mendColumns(leadMeta, { mapping: ['title', null, 'expectedValue.currency'] } as Parameters<typeof mendColumns>[1])

describe('rows to mend', () => {
  it('have a column for each that is imported, that of a currency too', () => {
    expect(columns.map(({ at, label }) => [at, label])).toEqual([
      [0, 'Title'],
      [2, 'Expected value: currency'],
    ])
  })

  it('say by cell what is wrong, and at their head what no cell shows', () => {
    const wrong = row(1, { repeats: 4, errors: [{ column: 0, code: 'X', message: 'Bad title' }, { code: 'ROW_REPEATED', message: 'as the server says' }] })
    expect(columns.map((column) => cellProblem(wrong, column))).toEqual(['Bad title', undefined])
    expect(rowProblem(wrong, columns)).toMatch(/Row .?5.? is the same/)
    expect(rowProblem(row(1, { errors: [{ column: 1, code: 'X', message: 'Of a column that is left out' }] }), columns)).toBe('Of a column that is left out')
  })

  it('lead from error to error, forth and back, past what is only a duplicate', () => {
    const wrong = troubles([row(1, { errors: [{ column: 2, code: 'X', message: 'm' }] }), row(2, { status: 'duplicate' }), row(3)], columns)
    expect(wrong).toEqual([
      { row: 0, col: 2 },
      { row: 2, col: 0 },
    ])
    expect(neighbour(wrong, { row: 0, col: 2 }, 1)).toEqual({ row: 2, col: 0 })
    expect(neighbour(wrong, { row: 1, col: 1 }, -1)).toEqual({ row: 0, col: 2 })
    expect(neighbour(wrong, { row: 2, col: 0 }, 1)).toBeUndefined()
  })

  it('keep what was mended in its place, unless the server knows better', () => {
    const mended = new Map([
      [3, row(3, { version: 2 })],
      [1, row(1, { version: 2 })],
    ])
    expect(merged([row(1, { version: 3 }), row(2)], mended).map(({ position, version }) => [position, version])).toEqual([
      [1, 3],
      [2, 1],
      [3, 2],
    ])
  })
})
