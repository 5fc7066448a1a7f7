import { describe, expect, it } from 'vitest'
import { moved, newStep, toForm, toStep, toSteps } from './steps'

describe('steps of a policy', () => {
  it('come back as they went in', () => {
    for (const step of [
      { approver: { type: 'manager' as const }, dueDays: 2 },
      { approver: { type: 'role' as const, role: 'ADMIN' } },
      { approver: { type: 'user' as const, userId: 'u1' }, dueDays: 90 },
    ]) {
      expect(toStep(toForm(step))).toEqual(step)
    }
  })

  it('are none while somebody is still to be chosen, or the days make no sense', () => {
    expect(toStep(newStep('user'))).toBeNull()
    expect(toStep(newStep('role'))).toBeNull()
    expect(toStep({ ...newStep(), dueDays: '0' })).toBeNull()
    expect(toStep({ ...newStep(), dueDays: '91' })).toBeNull()
    expect(toStep({ ...newStep(), dueDays: '' })).toEqual({ approver: { type: 'manager' } })
    expect(toSteps([])).toBeNull()
    expect(toSteps([newStep(), newStep('user')])).toBeNull()
    expect(toSteps([newStep()])).toHaveLength(1)
  })
})

describe('the order of policies', () => {
  const all = ['a', 'b', 'c'].map((id, index) => ({ id, position: index * 5 }))

  it('changes by one and heals gaps', () => {
    expect(moved(all, 'c', 0).all.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(moved(all, 'c', 0).changed.map(({ position }) => position)).toEqual([1, 2, 3])
    expect(moved(all, 'b', 1).changed).toEqual([])
    expect(moved(all, 'nobody', 0).changed).toEqual([])
  })
})
