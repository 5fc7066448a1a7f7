import { describe, expect, it } from 'vitest'
import { addressOf } from './client'

const told = (path: string, params?: Parameters<typeof addressOf>[1]) => addressOf(path, params).replace(window.location.origin, '')

describe('the address of a call', () => {
  it('has its places filled in, whatever stands in them', () => {
    expect(told('/api/v1/leads/{id}/notes/{note}', { path: { id: 'a/b', note: 7 } })).toBe('/api/v1/leads/a%2Fb/notes/7')
  })

  it('leaves out what is not there, and keeps what is false, nothing or empty', () => {
    expect(told('/api/v1/leads', { query: { cursor: undefined, sort: null, limit: 0, unread: false, q: '' } })).toBe('/api/v1/leads?limit=0&unread=false&q=')
  })

  it('says a list once for each member, and signs as they are', () => {
    expect(new URL(addressOf('/api/v1/x', { query: { id: ['a', 'b'], q: 'Ä & ß=+' } })).searchParams.getAll('id')).toEqual(['a', 'b'])
    expect(new URL(addressOf('/api/v1/x', { query: { q: 'Ä & ß=+' } })).searchParams.get('q')).toBe('Ä & ß=+')
  })
})
