import { describe, expect, it } from 'vitest'
import type { Target } from '@/api/assignment'
import { targetText, toForm, toTarget } from './targets'

const TARGETS: Target[] = [
  { type: 'user', userId: 'ada' },
  { type: 'team', teamId: 'north' },
  { type: 'roundRobin', userIds: ['ada', 'ben'] },
  { type: 'leastLoaded', teamId: 'north' },
  { type: 'roundRobin' },
  { type: 'role', role: 'SUPPORT' },
]

describe('targets of rules', () => {
  it('goes through the form unchanged', () => {
    for (const target of TARGETS) expect(toTarget(toForm(target))).toEqual(target)
  })

  it('is nothing while nobody is chosen', () => {
    expect(toTarget(toForm(undefined))).toBeNull()
    expect(toTarget({ ...toForm(undefined), type: 'user' })).toBeNull()
    expect(toTarget({ ...toForm(undefined), type: 'team' })).toBeNull()
    expect(toTarget({ ...toForm(undefined), type: 'role' })).toBeNull()
    expect(toTarget({ ...toForm(undefined), pool: 'team' })).toBeNull()
  })

  it('says in words who gets a record', () => {
    const users = [
      { id: 'ada', name: 'Ada', active: true },
      { id: 'ben', name: 'Ben', active: true },
    ]
    const teams = [{ id: 'north', name: 'North', version: 0 }]
    expect(TARGETS.map((target) => targetText(target, users, teams, [{ key: 'SUPPORT', name: 'Support' }]))).toEqual([
      'Ada',
      'The members of North in turn',
      'In turn: Ada, Ben',
      'Whoever has the fewest open records: the members of North',
      'In turn: everyone who usually takes them',
      'Whoever has the role Support, in turn',
    ])
  })
})
