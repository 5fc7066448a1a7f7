import { describe, expect, it } from 'vitest'
import { field, leadMeta } from '@/test/meta'
import { sectionsOf } from './sections'

const meta = {
  ...leadMeta,
  fields: [
    field({ key: 'createdAt', section: 'system' }),
    field({ key: 'title', section: 'main' }),
    field({ key: 'company', section: 'main' }),
    field({ key: 'phone', section: 'contact' }),
    field({ key: 'status', section: 'main' }),
  ],
}
const row = { id: 'l1', version: 0, title: 'Ada', phone: '', createdAt: '2026-11-20T10:00:00Z', status: 'new' }

describe('the facts of a record', () => {
  it('leave empty fields out and say how many', () => {
    expect(sectionsOf(meta, row, false, ['status']).map(({ key, fields, hidden }) => [key, fields.map((f) => f.key), hidden])).toEqual([
      ['main', ['title'], 1],
      ['contact', [], 1],
      ['system', ['createdAt'], 0],
    ])
  })

  it('show everything when asked', () => {
    expect(sectionsOf(meta, row, true, []).flatMap(({ fields }) => fields.map((f) => f.key))).toEqual(['title', 'company', 'status', 'phone', 'createdAt'])
  })
})
