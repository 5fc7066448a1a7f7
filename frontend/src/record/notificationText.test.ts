import { describe, expect, it } from 'vitest'
import type { NotificationView } from '@/api/types'
import { leadMeta } from '@/test/meta'
import { notificationText } from './notificationText'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const words = (over: Partial<NotificationView>) =>
  notificationText({ id: 'n', kind: 'mention', object: 'lead', recordId: 'l1', data: {}, title: 'Meera Menon', at: '2026-11-20T12:00:00Z', ...over }, leadMeta, NOW)

describe('notifications in words', () => {
  it('says what happened to which record', () => {
    expect(words({})).toBe('You were mentioned on Meera Menon')
    expect(words({ kind: 'assignment', data: { how: 'reassigned' } })).toBe('Meera Menon was handed to you')
    expect(words({ kind: 'assignment', data: { how: 'round_robin' } })).toBe('New for you: Meera Menon')
    expect(words({ kind: 'passedOn', data: { task: 'Call back' } })).toBe('Meera Menon went to a colleague: “Call back” was overdue')
    expect(words({ kind: 'nobodyLeft', data: { task: 'Call back' } })).toBe('Meera Menon: “Call back” is overdue, and nobody is left to take it')
    expect(words({ kind: 'assignmentRequest' })).toBe('Somebody asks for Meera Menon')
    expect(words({ kind: 'approvalWanted', data: { kind: 'status:won', label: 'Won' } })).toBe('Meera Menon waits for your approval')
    expect(words({ kind: 'approvalRejected', data: { kind: 'send' } })).toBe('Not approved: Meera Menon')
    expect(words({ kind: 'shared' })).toBe('Meera Menon was shared with you')
    expect(words({ kind: 'resubmitted', data: { times: 2 } })).toBe('Meera Menon asked again')
  })

  it('names times and statuses where it knows them', () => {
    const dueAt = '2026-11-20T14:00:00Z'
    expect(words({ kind: 'assignment', object: 'task', title: 'Call back', data: { dueAt } })).toBe('New task for you: Call back, due in 2 hr.')
    expect(words({ kind: 'reminder', object: 'task', title: 'Call back', data: { dueAt } })).toBe('Call back is due in 2 hr.')
    expect(words({ kind: 'reminder', object: 'task', title: 'Call back', data: {} })).toBe('Call back is due')
    expect(words({ kind: 'overdue', object: 'task', title: 'Call back', data: { dueAt: '2026-11-18T12:00:00Z' } })).toBe('Call back was due 2 days ago')
    expect(words({ kind: 'statusChanged', data: { from: 'new', to: 'open' } })).toBe('Meera Menon moved to Open')
    expect(words({ kind: 'statusChanged', data: { from: 'new', to: 'gone' } })).toBe('Meera Menon changed its status')
  })
})
