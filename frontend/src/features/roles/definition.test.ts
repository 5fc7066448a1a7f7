import { describe, expect, it } from 'vitest'
import type { RoleDefinition } from '@/api/roles'
import { grantOf, placeOf, sameDefinition, statusesOf, toggled, visibilityOf, withAction, withLevel, withScope, withStatuses, withVisibility } from './definition'

const EMPTY: RoleDefinition = { modules: {}, fields: {}, allowedStatuses: {} }
const LEADS = { key: 'leads', scoped: true }
const USERS = { key: 'users', scoped: false }
const ACTIONS = ['create', 'assign', 'delete']

describe('role definition', () => {
  it('gives the narrowest rows first, and all rows where they belong to nobody', () => {
    expect(grantOf(withLevel(EMPTY, LEADS, 'read'), 'leads')).toEqual({ level: 'read', scope: 'own', actions: [] })
    expect(grantOf(withLevel(EMPTY, USERS, 'write'), 'users')).toEqual({ level: 'write', scope: 'all', actions: [] })
  })

  it('keeps scope and actions while the level moves between read and write', () => {
    const team = withAction(withScope(withLevel(EMPTY, LEADS, 'write'), 'leads', 'team'), 'leads', 'assign', true, ACTIONS)
    expect(grantOf(withLevel(team, LEADS, 'read'), 'leads')).toEqual({ level: 'read', scope: 'team', actions: ['assign'] })
  })

  it('forgets a module that grants nothing', () => {
    expect(withLevel(withLevel(EMPTY, LEADS, 'write'), LEADS, 'none')).toEqual(EMPTY)
  })

  it('keeps actions in the order of the catalogue', () => {
    const all = ['delete', 'create'].reduce((role, action) => withAction(role, 'leads', action, true, ACTIONS), withLevel(EMPTY, LEADS, 'write'))
    expect(grantOf(all, 'leads').actions).toEqual(['create', 'delete'])
    expect(grantOf(withAction(all, 'leads', 'create', false, ACTIONS), 'leads').actions).toEqual(['delete'])
  })

  it('hides what is not named', () => {
    expect(visibilityOf(EMPTY, 'phone')).toBe('hidden')
    expect(visibilityOf(withVisibility(EMPTY, 'phone', 'masked'), 'phone')).toBe('masked')
  })

  it('tells every status from none', () => {
    expect(statusesOf(EMPTY, 'lead')).toBeNull()
    const none = withStatuses(EMPTY, 'lead', [])
    expect(statusesOf(none, 'lead')).toEqual([])
    expect(withStatuses(none, 'lead', null)).toEqual(EMPTY)
    expect(toggled(['open'], 'lost')).toEqual(['open', 'lost'])
    expect(toggled(['open', 'lost'], 'open')).toEqual(['lost'])
  })

  it('compares rights, not the order they are written in', () => {
    const one: RoleDefinition = { modules: { leads: { level: 'read', scope: 'own', actions: ['a', 'b'] }, tasks: { level: 'read', scope: 'own', actions: [] } }, fields: {}, allowedStatuses: { lead: ['x', 'y'] } }
    const two: RoleDefinition = { allowedStatuses: { lead: ['y', 'x'] }, fields: {}, modules: { tasks: { actions: [], level: 'read', scope: 'own' }, leads: { level: 'read', scope: 'own', actions: ['b', 'a'] } } }
    expect(sameDefinition(one, two)).toBe(true)
    expect(sameDefinition(one, withLevel(two, LEADS, 'write'))).toBe(false)
  })

  it('finds the row a complaint is about', () => {
    expect(placeOf('/definition/modules/leads/scope')).toEqual({ part: 'modules', key: 'leads' })
    expect(placeOf('/definition/fields/phone')).toEqual({ part: 'fields', key: 'phone' })
    expect(placeOf('/name')).toEqual({ part: 'name', key: null })
    expect(placeOf('/version')).toEqual({ part: null, key: null })
  })
})
