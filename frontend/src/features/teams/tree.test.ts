import { describe, expect, it } from 'vitest'
import type { Team } from '@/api/people'
import { flat, forest, pathTo, within } from './tree'

const team = (id: string, parentId: string | null = null): Team => ({ id, name: id.toUpperCase(), parentId, version: 0 })
const TEAMS = [team('north', 'sales'), team('sales'), team('support'), team('keys', 'north'), team('east', 'sales')]

describe('team tree', () => {
  it('nests by parent and sorts by name', () => {
    expect(flat(forest(TEAMS)).map(({ team: { id }, depth }) => `${depth} ${id}`)).toEqual(['0 sales', '1 east', '1 north', '2 keys', '0 support'])
  })

  it('shows a team whose parent is not there at the top', () => {
    expect(forest([team('lost', 'gone')]).map((node) => node.team.id)).toEqual(['lost'])
  })

  it('knows everything below a team', () => {
    expect([...within(TEAMS, 'sales')].toSorted()).toEqual(['east', 'keys', 'north', 'sales'])
    expect([...within(TEAMS, 'keys')]).toEqual(['keys'])
  })

  it('tells the way down', () => {
    expect(pathTo(TEAMS, team('keys', 'north')).map(({ id }) => id)).toEqual(['sales', 'north'])
  })
})
