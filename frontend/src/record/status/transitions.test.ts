import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { field } from '@/test/meta'
import { approvalOf, lackingIn, needsApproval } from './consent'
import { complaints, isFree, missingIn, moveBody, startForm } from './moving'
import { stations, type TransitionOption, windowOf } from './transitions'

const proposal = { title: 'Follow up', dueAt: '2026-11-21T04:30:00.000Z', assignee: null }
const podId = { key: 'podId', label: 'Proof of delivery id', kind: 'text' as const, editable: true, maxLength: 200, options: [], value: null }
const to = (over: Partial<TransitionOption>): TransitionOption => ({ to: 'sent', label: 'Sent to HO', group: 'waiting', color: 'accent', allowed: true, asks: [], ...over })

describe('the form of a move', () => {
  it('begins with what the record knows and asks only for the rest', () => {
    const option = to({ asks: [{ type: 'requiredField', fields: [podId, { ...podId, key: 'clientId', value: 'C-7' }] }] })

    const form = startForm(option, proposal)

    expect(missingIn(option, form)).toEqual(['fields/podId'])
    expect(missingIn(option, { ...form, fields: { ...form.fields, podId: 'P-1' } })).toEqual([])
  })

  it('proposes the task a status demands, and none when an open one is enough', () => {
    expect(startForm(to({ asks: [{ type: 'requiredTask', kind: 'follow_up', met: false }] }), proposal).task).toEqual(proposal)
    expect(startForm(to({ asks: [{ type: 'requiredTask', kind: 'follow_up', met: true }] }), proposal).task).toBeNull()
  })

  it('sends changed fields only, and never one the person may not write', () => {
    const option = to({
      asks: [{ type: 'requiredField', fields: [podId, { ...podId, key: 'clientId', value: 'C-7' }, { ...podId, key: 'pan', editable: false, value: '••••1234' }] }],
    })
    const form = { ...startForm(option, proposal), fields: { podId: 'P-1', clientId: 'C-7', pan: '••••1234' } }

    expect(moveBody(option, form, 4)).toEqual({ version: 4, to: 'sent', fields: { podId: 'P-1' } })
  })

  it('says no to closing tasks when the offer is declined', () => {
    const option = to({ asks: [{ type: 'offerCloseTasks', kind: 'follow_up' }] })

    expect(startForm(option, proposal).closeTasks).toBe(true)
    expect(moveBody(option, { ...startForm(option, proposal), closeTasks: false }, 1)).toMatchObject({ closeTasks: false })
  })

  it('points at the place a refusal is about', () => {
    const unmet = new Problem(422, { code: 'CONDITIONS_NOT_MET', conditions: [{ type: 'requiredField', fields: ['podId'] }, { type: 'requiredReason', field: 'lostReason', options: [] }] })
    const invalid = new Problem(422, { code: 'VALIDATION_FAILED', errors: [{ pointer: '/fields/podId', code: 'TOO_LONG', message: 'At most 60 characters' }] })

    expect(Object.keys(complaints(unmet))).toEqual(['fields/podId', 'reason'])
    expect(complaints(invalid)).toEqual({ 'fields/podId': 'At most 60 characters' })
  })
})

describe('a move that needs approval', () => {
  const option = to({ asks: [{ type: 'requiredField', fields: [podId, { ...podId, label: 'Client', value: 'C-7' }] }, { type: 'approval', state: 'needed' }] })

  it('is not free, and names what the record has not got', () => {
    expect(isFree(option)).toBe(false)
    expect(approvalOf(option)?.state).toBe('needed')
    expect(lackingIn(option)).toEqual(['Proof of delivery id'])
    expect(approvalOf(to({ asks: [] }))).toBeUndefined()
  })

  it('is known by the refusal too', () => {
    const problem = (body: Record<string, unknown>) => new Problem(422, { code: 'CONDITIONS_NOT_MET', conditions: [{ type: 'approval' }], ...body })
    expect(needsApproval(problem({ approval: { state: 'needed' } }))).toBe(true)
    expect(needsApproval(problem({}))).toBe(false)
  })
})

describe('undoing a move', () => {
  it('is offered only when going back asks for nothing', () => {
    expect(isFree(to({}))).toBe(true)
    expect(isFree(to({ asks: [{ type: 'requiredField', fields: [{ ...podId, value: 'P-1' }] }] }))).toBe(true)
    expect(isFree(to({ asks: [{ type: 'requiredReason', field: podId, options: [] }] }))).toBe(false)
    expect(isFree(to({ allowed: false }))).toBe(false)
    expect(isFree(undefined)).toBe(false)
  })
})

describe('the status bar', () => {
  const keys = ['new', 'called', 'demo', 'proposal', 'hold', 'won', 'lost']
  const groupOf = (key: string) => (key === 'won' ? 'won' : key === 'lost' ? 'lost' : 'progress')
  const status = field({ key: 'status', kind: 'status', options: keys.map((value) => ({ value, label: value, group: groupOf(value) })) })
  const others = (current: string) => keys.filter((key) => key !== current).map((key) => to({ to: key, label: key, group: groupOf(key) }))

  it('puts the current status where the pipeline has it', () => {
    const all = stations('demo', others('demo'), status)

    expect(all.map((station) => station.key)).toEqual(keys)
    expect(all.map((station) => station.place)).toEqual(['past', 'past', 'now', 'ahead', 'ahead', 'ahead', 'ahead'])
  })

  it('shows the step before and what lies ahead, endings aside', () => {
    const { shown, before, after } = windowOf(stations('demo', others('demo'), status), 4)

    expect(shown.map((station) => station.key)).toEqual(['called', 'demo', 'proposal', 'hold'])
    expect([before, after]).toEqual([1, 1])
  })

  it('uses the whole room at the end of the way, and keeps an ending that is where the record stands', () => {
    expect(windowOf(stations('won', others('won'), status), 4).shown.map((station) => station.key)).toEqual(['demo', 'proposal', 'hold', 'won'])
    expect(windowOf(stations('lost', others('lost'), status), 4).shown.map((station) => station.key)).toEqual(['proposal', 'hold', 'won', 'lost'])
  })

  it('claims no stations passed by a record that ended', () => {
    expect(stations('lost', others('lost'), status).filter((station) => station.place === 'past')).toEqual([])
  })
})
