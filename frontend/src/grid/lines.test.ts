import { describe, expect, it } from 'vitest'
import { field, leadMeta } from '@/test/meta'
import { columnsOf, template } from './columns'
import { linesOf } from './lines'

const rows = ['open', 'open', 'won', null].map((status, i) => ({ id: String(i), version: 0, status }))

describe('lines of a grid', () => {
  it('are its rows, with a head where the value they are grouped by changes', () => {
    expect(linesOf(rows, null)).toEqual({ lines: [0, 1, 2, 3], lineOf: [0, 1, 2, 3] })
    expect(linesOf(rows, field({ key: 'status' }))).toEqual({
      lines: [{ value: 'open' }, 0, 1, { value: 'won' }, 2, { value: null }, 3],
      lineOf: [1, 2, 4, 6],
    })
  })
})

describe('columns of a grid', () => {
  it('begin with the title; pinned ones follow and know their place', () => {
    const columns = columnsOf(leadMeta, { fields: ['company', 'title', 'status'], widths: { company: 300 }, pinned: ['status'] }, true)

    expect(columns.map(({ field: { key }, stick }) => [key, stick])).toEqual([
      ['title', 40],
      ['status', 280],
      ['company', null],
    ])
    expect(template(columns, true).columns).toBe('40px 240px 160px 300px')
    expect(template(columnsOf(leadMeta, { fields: ['company'] }), false).columns).toBe('8px minmax(240px, 336fr) minmax(168px, 168fr)')
  })
})
