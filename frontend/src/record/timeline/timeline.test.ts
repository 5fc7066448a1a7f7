import { afterEach, describe, expect, it } from 'vitest'
import { setZone } from '@/i18n/format'
import { byDay, type Entry, type FieldChange, together } from './timeline'

const ada = { id: 'u1', name: 'Ada Example' }
const sam = { id: 'u2', name: 'Sam Ortiz' }
const entry = (id: string, at: string, over: Partial<Entry> = {}): Entry => ({ id, at, actor: ada, verb: 'commented', data: {}, ...over })
const edit = (id: string, at: string, changes: FieldChange[], actor = ada) => entry(id, at, { verb: 'updated', actor, data: { changes } })

afterEach(() => setZone(undefined))

describe('the days of a timeline', () => {
  it('are the reader’s, not the server’s', () => {
    const late = [entry('b', '2026-11-20T19:00:00Z'), entry('a', '2026-11-20T10:00:00Z')]

    setZone('UTC')
    expect(byDay(late).map(({ day }) => day)).toEqual(['2026-11-20'])
    setZone('Asia/Kolkata')
    expect(byDay(late).map(({ day, entries }) => [day, entries.length])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ])
  })
})

describe('edits in a row', () => {
  it('read as one, from the first value to the last', () => {
    const [one, ...more] = together([
      edit('c', '2026-11-20T10:04:00Z', [{ field: 'company', label: 'company', before: null, after: 'Acme' }]),
      edit('b', '2026-11-20T10:02:00Z', [{ field: 'title', label: 'title', before: 'B', after: 'C' }]),
      edit('a', '2026-11-20T10:00:00Z', [{ field: 'title', label: 'title', before: 'A', after: 'B' }]),
    ])

    expect(more).toEqual([])
    expect(one?.data.changes).toEqual([
      { field: 'title', label: 'title', before: 'A', after: 'C' },
      { field: 'company', label: 'company', before: null, after: 'Acme' },
    ])
  })

  it('stay apart when another person, another kind of entry or time stands between', () => {
    const title = [{ field: 'title', label: 'title', before: 'A', after: 'B' }]

    expect(together([edit('b', '2026-11-20T10:02:00Z', title, sam), edit('a', '2026-11-20T10:00:00Z', title)])).toHaveLength(2)
    expect(together([edit('b', '2026-11-20T11:00:00Z', title), edit('a', '2026-11-20T10:00:00Z', title)])).toHaveLength(2)
    expect(together([edit('c', '2026-11-20T10:02:00Z', title), entry('b', '2026-11-20T10:01:00Z'), edit('a', '2026-11-20T10:00:00Z', title)])).toHaveLength(3)
  })

  it('vanish when undone', () => {
    expect(
      together([edit('b', '2026-11-20T10:01:00Z', [{ field: 'title', label: 'title', before: 'B', after: 'A' }]), edit('a', '2026-11-20T10:00:00Z', [{ field: 'title', label: 'title', before: 'A', after: 'B' }])]),
    ).toEqual([])
  })
})
