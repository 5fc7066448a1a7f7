import { describe, expect, it } from 'vitest'
import type { Condition } from '@/api/types'
import { leadMeta, savedView } from '@/test/meta'
import { baseView, isDirty, nextSort, orderOf, parseListSearch, resolveView, searchOf } from './view'

const open = { and: [{ field: 'status', op: 'in' as const, value: ['open'] }] }

describe('the address is the view', () => {
  it('is empty for the defaults', () => {
    const base = baseView(leadMeta, undefined)

    expect(searchOf(base, base, {})).toEqual({})
    expect(base).toEqual({ kind: 'list', filter: null, sort: '-createdAt', fields: ['title', 'company', 'status'], widths: {}, pinned: [], groupBy: null, sums: null })
  })

  it('names a saved view and says only what differs from it', () => {
    const base = baseView(leadMeta, savedView({ filter: open, sort: ['company'] }))

    expect(searchOf({ ...base, sort: '-company' }, base, { view: 'v1' })).toEqual({ view: 'v1', sort: '-company' })
  })

  it('remembers that a filter of the saved view was taken away', () => {
    const view = savedView({ filter: open })
    const search = searchOf({ ...baseView(leadMeta, view), filter: null }, baseView(leadMeta, view), { view: 'v1' })

    expect(search).toEqual({ view: 'v1', filter: { and: [] } })
    expect(isDirty(search)).toBe(true)
    expect(resolveView(leadMeta, search, view).filter).toBeNull()
  })

  it('comes back the same through the address bar', () => {
    const base = baseView(leadMeta, undefined)
    const view = { filter: open, sort: 'company', fields: ['title', 'phone'], kind: 'list' as const, widths: { phone: 210 }, pinned: ['phone'], groupBy: 'status', sums: ['expectedValue'] }
    const address = JSON.parse(JSON.stringify(searchOf(view, base, { q: 'steel' }))) as Record<string, unknown>

    expect(resolveView(leadMeta, parseListSearch(address), undefined)).toEqual(view)
    expect(parseListSearch(address).q).toBe('steel')
  })

  it('takes away what the saved view had, and nothing a column cannot do', () => {
    const saved = savedView({ pinned: ['company', 'gone'], groupBy: 'status', sums: ['expectedValue'], widths: { company: 9_999, gone: 80 } })
    const base = baseView(leadMeta, saved)
    expect(base).toMatchObject({ pinned: ['company'], groupBy: 'status', sums: ['expectedValue'], widths: { company: 640 } })

    const search = searchOf({ ...base, pinned: [], groupBy: null, sums: [] }, base, { view: 'v1' })
    expect(search).toEqual({ view: 'v1', pinned: '', group: '', sums: '' })
    expect(isDirty(search)).toBe(true)
    expect(resolveView(leadMeta, search, saved)).toMatchObject({ pinned: [], groupBy: null, sums: [] })
    // Nobody reads groups of phone numbers.
    expect(resolveView(leadMeta, { group: 'phone' }, undefined).groupBy).toBeNull()
  })

  it('asks for the rows of a group together, in the order of the view', () => {
    const base = baseView(leadMeta, undefined)
    expect(orderOf({ ...base, groupBy: 'status' })).toBe('status,-createdAt')
    expect(orderOf({ ...base, groupBy: 'status', sort: '-status,company' })).toBe('-status,company')
  })

  it('may ask that any of its parts holds', () => {
    const any = { or: [{ field: 'status', op: 'in' as const, value: ['open'] }, { and: [{ field: 'company', op: 'contains' as const, value: 'x' }, { field: 'title', op: 'contains' as const, value: 'y' }] }] }
    expect(resolveView(leadMeta, { filter: any }, undefined).filter).toEqual(any)
    // Of one part there is nothing to choose.
    expect(resolveView(leadMeta, { filter: { or: [{ field: 'gone', op: 'eq', value: 1 }, any.or[0] as Condition] } }, undefined).filter).toEqual({ and: [any.or[0]] })
  })

  it('keeps how it is shown in the address, where the object has a board', () => {
    const meta = { ...leadMeta, board: { nextStep: 'nextStep' } }
    const base = baseView(meta, undefined)
    const search = searchOf({ ...base, kind: 'board' }, base, { peek: 'l1' })

    expect(search).toEqual({ kind: 'board', peek: 'l1' })
    expect(isDirty(search)).toBe(true)
    expect(resolveView(meta, parseListSearch({ kind: 'board' }), undefined).kind).toBe('board')
    expect(resolveView(leadMeta, parseListSearch({ kind: 'board' }), undefined).kind).toBe('list')
    expect(baseView(meta, savedView({ kind: 'board' })).kind).toBe('board')
  })

  it('is not dirty by searching alone', () => {
    expect(isDirty({ view: 'v1', q: 'steel' })).toBe(false)
  })

  it('drops what it does not understand', () => {
    expect(parseListSearch({ filter: { and: [{ nonsense: 1 }] }, sort: 7, fields: ['x'], view: null })).toEqual({})
    expect(parseListSearch({ filter: 'status=open' })).toEqual({})
  })

  it('falls back to the usual order when the wanted one is not allowed', () => {
    expect(resolveView(leadMeta, { sort: '-pan' }, undefined).sort).toBe('-createdAt')
    expect(resolveView(leadMeta, { sort: '-company,pan' }, undefined).sort).toBe('-company')
  })

  it('leaves out fields this person may not see', () => {
    const view = savedView({ filter: { and: [{ field: 'pan', op: 'eq', value: 'x' }] }, fields: ['title', 'pan'] })

    expect(baseView(leadMeta, view)).toMatchObject({ filter: null, fields: ['title'] })
  })
})

describe('sorting by a header', () => {
  it('goes up, down, and back to the order of the list', () => {
    expect(nextSort('-createdAt', 'company', '-createdAt')).toBe('company')
    expect(nextSort('company', 'company', '-createdAt')).toBe('-company')
    expect(nextSort('-company', 'company', '-createdAt')).toBe('-createdAt')
  })

  it('turns around when the default itself is clicked', () => {
    expect(nextSort('-createdAt', 'createdAt', '-createdAt')).toBe('createdAt')
  })
})
