import { describe, expect, it } from 'vitest'
import type { PipelineStatus } from '@/api/pipelines'
import { addStatus, changeStatus, expiryTarget, keyFor, lacks, moveStatus, newCondition, newEffect, problemAt, problemsByRow, removeStatus, rename, restoreStatus, sameDraft, toDraft, toWire } from './draft'

const status = (key: string, over: Partial<PipelineStatus> = {}): PipelineStatus => ({
  key,
  label: key,
  group: 'open',
  color: 'neutral',
  allowedFrom: null,
  allowedRoles: null,
  conditions: [],
  effects: [],
  ...over,
})
const DRAFT = toDraft({
  name: 'Sales',
  onResubmit: 'new',
  statuses: [
    status('new', { expiry: { days: 60, since: 'created', to: 'lost' } }),
    status('demo', { allowedFrom: ['new'] }),
    status('won', { allowedFrom: ['new', 'demo'] }),
    status('lost'),
  ],
})
const keys = (draft: typeof DRAFT) => draft.statuses.map(({ key }) => key).join(' ')

describe('pipeline draft', () => {
  it('goes to the server and back unchanged', () => {
    expect(toWire(DRAFT).statuses[0]).toEqual(status('new', { expiry: { days: 60, since: 'created', to: 'lost' } }))
    expect(toWire(DRAFT).statuses[1]).not.toHaveProperty('expiry')
    expect(sameDraft(DRAFT, toDraft(toWire(DRAFT)))).toBe(true)
  })

  it('moves within its ends', () => {
    expect(keys(moveStatus(DRAFT, 'demo', 0))).toBe('demo new won lost')
    expect(keys(moveStatus(DRAFT, 'new', 2))).toBe('demo won new lost')
    expect(moveStatus(DRAFT, 'new', -1)).toBe(DRAFT)
    expect(moveStatus(DRAFT, 'lost', 9)).toBe(DRAFT)
  })

  it('adds after the chosen status, with a free key', () => {
    const { draft, uid } = addStatus(DRAFT, 'Demo', 'new')
    expect(keys(draft)).toBe('new demo_2 demo won lost')
    expect(draft.statuses[1]?.uid).toBe(uid)
    expect(keys(addStatus(DRAFT, 'Later', null).draft)).toBe('new demo won lost later')
  })

  it('lets the key of a new status follow its label, with all that names it', () => {
    const { draft, uid } = addStatus(DRAFT, 'Trial', 'new')
    const used = changeStatus(draft, 'won', { allowedFrom: ['trial'] })
    const renamed = rename(used, uid, 'Trial demo')
    expect(keys(renamed)).toBe('new trial_demo demo won lost')
    expect(renamed.statuses[3]?.allowedFrom).toEqual(['trial_demo'])
    expect(keys(rename(DRAFT, 'demo', 'Shown'))).toBe('new demo won lost')
  })

  it('takes every mention of a removed status along', () => {
    const left = removeStatus(DRAFT, 'new')
    expect(left.onResubmit).toBeNull()
    expect(left.statuses.find(({ key }) => key === 'demo')?.allowedFrom).toBeNull()
    expect(left.statuses.find(({ key }) => key === 'won')?.allowedFrom).toEqual(['demo'])
    expect(removeStatus(DRAFT, 'lost').statuses[0]?.expiry).toBeNull()
  })

  it('brings a removed status back with all that named it', () => {
    for (const { uid, key } of DRAFT.statuses) {
      const back = restoreStatus(removeStatus(DRAFT, uid), DRAFT, key)
      expect(keys(back)).toBe(keys(DRAFT))
      expect(back.onResubmit).toBe('new')
      expect(back.statuses.map(({ allowedFrom }) => allowedFrom?.toSorted())).toEqual(DRAFT.statuses.map(({ allowedFrom }) => allowedFrom?.toSorted()))
      expect(back.statuses[0]?.expiry).toEqual(DRAFT.statuses[0]?.expiry)
    }
    expect(restoreStatus(DRAFT, DRAFT, 'new')).toBe(DRAFT)
  })

  it('lets records expire only to where they can go by themselves', () => {
    expect(expiryTarget(DRAFT, 'demo')).toBe('lost')
    expect(expiryTarget(changeStatus(DRAFT, 'lost', { conditions: [newCondition('requiredReason')] }), 'demo')).toBe('won')
    expect(expiryTarget(changeStatus(DRAFT, 'new', { group: 'expired' }), 'demo')).toBe('new')
    expect(expiryTarget(toDraft({ name: '', statuses: [status('only')] }), 'only')).toBe('')
  })

  it('keeps a status that may be entered from nowhere', () => {
    const closed = changeStatus(DRAFT, 'won', { allowedFrom: [] })
    expect(removeStatus(closed, 'demo').statuses.find(({ key }) => key === 'won')?.allowedFrom).toEqual([])
  })

  it('makes keys of any label', () => {
    expect(keyFor('Révision — 2. Étape!', [])).toBe('revision_2_etape')
    expect(keyFor('पूछताछ', [])).toBe('status')
    expect(keyFor('Won', ['won', 'won_2'])).toBe('won_3')
    expect(keyFor('x'.repeat(90), []).length).toBeLessThanOrEqual(60)
  })

  it('finds the row a complaint is about, wherever it was moved to', () => {
    const sent = DRAFT.statuses.map(({ uid }) => uid)
    const { rows, others } = problemsByRow(
      [
        { pointer: '/statuses/1/label', code: 'SIZE', message: 'too long' },
        { pointer: '/statuses/1/conditions/0/fields/2', code: 'FIELD_UNKNOWN', message: 'no field' },
        { pointer: '/name', code: 'SIZE', message: 'empty' },
        { pointer: '/statuses', code: 'SIZE', message: 'none' },
        { pointer: '/statuses/9/label', code: 'SIZE', message: 'beyond' },
      ],
      sent,
    )
    expect([...rows.keys()]).toEqual(['demo'])
    expect(problemAt(rows.get('demo'), 'label')).toBe('too long')
    expect(problemAt(rows.get('demo'), 'conditions/0')).toBe('no field')
    expect(problemAt(rows.get('demo'), 'conditions/1')).toBeUndefined()
    expect(others.map(({ pointer }) => pointer)).toEqual(['/name', '/statuses', '/statuses/9/label'])
  })

  it('asks for what is missing before sending', () => {
    const draft = changeStatus({ ...DRAFT, name: ' ' }, 'demo', {
      label: '',
      conditions: [newCondition('requiredField'), newCondition('requiredReason'), newCondition('requiredTask')],
      effects: [newEffect('setOnce'), newEffect('createTask'), newEffect('notify')],
      expiry: { days: 0, since: 'created', to: '' },
    })
    expect(lacks(draft).map(({ at, code }) => `${at} ${code}`)).toEqual([
      'name name',
      'label label',
      'conditions/0 fields',
      'conditions/1 field',
      'effects/0 field',
      'effects/1 title',
      'expiry days',
      'expiry to',
    ])
    expect(lacks(DRAFT)).toEqual([])
  })
})
