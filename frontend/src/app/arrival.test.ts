import { beforeEach, describe, expect, it, vi } from 'vitest'
import { followed } from '@/api/imports'
import type { Notice } from '@/api/live'
import { toastStore } from '@/ui/toast'
import { tell } from './arrival'
import { dock } from './dock'

const notice = (over: Partial<Notice['data']>): Notice['data'] => ({ id: 'n1', kind: 'mention', object: 'lead', recordId: 'l1', title: 'Meera Menon', data: {}, at: '2026-11-20T12:00:00Z', readAt: null, ...over }) as Notice['data']
const told = () => toastStore.get().map(({ text }) => text)
const talking = () => dock.all().map(({ title }) => title)

describe('what arrives', () => {
  const tellIt = (over: Partial<Notice['data']>) => tell(notice(over), undefined, `/leads/${over.recordId ?? 'l1'}`, vi.fn())

  beforeEach(() => {
    dock.clear()
    window.history.pushState(null, '', '/tasks')
  })

  it('opens a conversation for what somebody wrote, once per record', () => {
    tellIt({ id: 'n1' })
    tellIt({ id: 'n2', kind: 'remark' })
    expect(talking()).toEqual(['Meera Menon'])
  })

  it('keeps the three newest conversations', () => {
    for (const id of ['a', 'b', 'c', 'd']) tellIt({ id, recordId: id, title: id })
    expect(talking()).toEqual(['b', 'c', 'd'])
  })

  it('is a plain message for whoever looks at the record', () => {
    window.history.pushState(null, '', '/leads/l1')
    tellIt({})
    expect(talking()).toEqual([])
    expect(told()).toContain('You were mentioned on Meera Menon')
  })

  it('says nothing of an import this page follows', () => {
    followed.add('i1')
    tellIt({ kind: 'import', object: 'import', recordId: 'i1', title: 'kites.csv', data: { done: 1, failed: 0 } })
    expect(told().some((text) => text.includes('kites.csv'))).toBe(false)
    tellIt({ kind: 'import', object: 'import', recordId: 'i2', title: 'boats.csv', data: { done: 1, failed: 0 } })
    expect(told().some((text) => text.includes('boats.csv'))).toBe(true)
  })
})
