import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '@/api/types'
import { addToColumns, readRow, removeRow, writeRow } from './rows'

const board = { filter: null, sort: '-createdAt', fields: ['title', 'status'] }
const column = (value: string, more: object = {}) => ['lead', 'list', { ...board, column: { field: 'status', value, ...more } }]
const pages = (rows: Row[]) => ({ pages: [{ rows, cursor: null, masked: [] }], pageParams: [null] })
const row = (id: string, status: string): Row => ({ id, version: 1, status })

describe('rows on a board', () => {
  let queries: QueryClient
  const idsIn = (key: unknown[]) => queries.getQueryData<ReturnType<typeof pages>>(key)?.pages.flatMap((page) => page.rows.map((each) => each.id))

  beforeEach(() => {
    queries = new QueryClient()
    queries.setQueryData(column('new'), pages([row('a', 'new'), row('b', 'new')]))
    queries.setQueryData(column('open'), pages([row('c', 'open')]))
    queries.setQueryData(['lead', 'list', board], pages([row('a', 'new'), row('c', 'open')]))
  })

  it('leave their column and stand on top of the other when the status changes', () => {
    writeRow(queries, 'lead', 'a', (old) => ({ ...old, status: 'open' }))

    expect(idsIn(column('new'))).toEqual(['b'])
    expect(idsIn(column('open'))).toEqual(['a', 'c'])
    expect(idsIn(['lead', 'list', board])).toEqual(['a', 'c'])
    expect(readRow(queries, 'lead', 'a')?.['status']).toBe('open')
  })

  it('go back the same way', () => {
    writeRow(queries, 'lead', 'a', (old) => ({ ...old, status: 'open' }))
    writeRow(queries, 'lead', 'a', (old) => ({ ...old, status: 'new' }))

    expect(idsIn(column('new'))).toEqual(['a', 'b'])
    expect(idsIn(column('open'))).toEqual(['c'])
  })

  it('leave the board when their new column was never read', () => {
    writeRow(queries, 'lead', 'a', (old) => ({ ...old, status: 'lost' }))

    expect(idsIn(column('new'))).toEqual(['b'])
  })

  it('find a column that is narrowed', () => {
    queries.removeQueries({ queryKey: column('open') })
    queries.setQueryData(column('open', { only: { field: 'nextStep', op: 'empty' } }), pages([]))
    writeRow(queries, 'lead', 'b', (old) => ({ ...old, status: 'open' }))

    expect(idsIn(column('open', { only: { field: 'nextStep', op: 'empty' } }))).toEqual(['b'])
  })

  it('come and go', () => {
    addToColumns(queries, 'lead', row('d', 'open'))
    expect(idsIn(column('open'))).toEqual(['d', 'c'])
    removeRow(queries, 'lead', 'c')
    expect(idsIn(column('open'))).toEqual(['d'])
    expect(idsIn(['lead', 'list', board])).toEqual(['a'])
  })
})
