import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@/api/session'
import type { Row } from '@/api/types'
import { FakeServer } from '@/test/server'
import { field } from '@/test/meta'
import { toastStore, undo } from '@/ui/toast'
import { readRow } from './rows'
import { useFieldPatch } from './useFieldPatch'

const server = new FakeServer()
const title = field({ key: 'title', label: 'Title' })
const company = field({ key: 'company', label: 'Company' })
const start: Row = { id: 'l1', version: 4, title: 'Old', company: 'Acme' }

function show() {
  const queries = new QueryClient()
  queries.setQueryData(['lead', 'list', {}], { pages: [{ rows: [start], cursor: null, masked: [] }], pageParams: [null] })
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  const { result } = renderHook(() => useFieldPatch('lead', '/leads'), { wrapper })
  return { result, now: () => readRow(queries, 'lead', 'l1') }
}

/// A server with optimistic versions, as the real one.
function serve(record: Row): void {
  server.on('PATCH', '/leads/l1', ({ body }) => {
    const { version, ...fields } = body as Row
    if (version !== record.version) return { problem: { status: 409, code: 'VERSION_CONFLICT', current: { ...record } } }
    Object.assign(record, fields, { version: record.version + 1 })
    return { data: { ...record }, headers: { 'X-Change-Set': 'c1' } }
  })
}

describe('changing a field', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('shows the value at once and the new version after', async () => {
    serve({ ...start })
    const { result, now } = show()

    const saving = act(() => result.current.save(start, title, 'New'))
    expect(now()).toMatchObject({ title: 'New', version: 4 })
    await saving

    expect(now()).toMatchObject({ title: 'New', version: 5 })
  })

  it('takes the change set back on undo, and offers to do it again', async () => {
    serve({ ...start })
    server.on('POST', '/change-sets/c1/undo', () => ({ data: [{ object: 'lead', id: 'l1' }], headers: { 'X-Change-Set': 'c2' } }))
    const { result } = show()
    await act(() => result.current.save(start, title, 'New'))

    await act(async () => void (await undo()))

    expect(server.sent('POST', '/change-sets/c1/undo')).toHaveLength(1)
    expect(toastStore.get().at(-1)).toMatchObject({ text: 'Undone', action: { label: 'Redo' } })
    expect(await undo()).toBe(false)
  })

  it('does not clash with itself when two cells are changed quickly', async () => {
    serve({ ...start })
    const { result, now } = show()

    await act(() => Promise.all([result.current.save(start, title, 'New'), result.current.save(start, company, 'Globex')]))

    expect(now()).toMatchObject({ title: 'New', company: 'Globex', version: 6 })
    expect(result.current.conflict).toBeNull()
  })

  it('saves on top when someone else changed another field', async () => {
    const record = { ...start, version: 5, company: 'Globex' }
    serve(record)
    const { result, now } = show()

    await act(() => result.current.save(start, title, 'New'))

    expect(now()).toMatchObject({ title: 'New', company: 'Globex', version: 6 })
    expect(result.current.conflict).toBeNull()
  })

  it('asks when someone else changed the same field, and keeps theirs until told', async () => {
    const record = { ...start, version: 5, title: 'Theirs' }
    serve(record)
    const { result, now } = show()

    await act(() => result.current.save(start, title, 'Mine'))
    expect(result.current.conflict).toMatchObject({ mine: 'Mine', theirs: 'Theirs' })
    expect(now()).toMatchObject({ title: 'Theirs', version: 5 })

    act(() => result.current.resolve('mine'))
    await waitFor(() => expect(record['title']).toBe('Mine'))
  })

  it('puts the old value back when the server refuses', async () => {
    server.on('PATCH', '/leads/l1', () => ({ problem: { status: 422, code: 'VALIDATION_FAILED' } }))
    const { result, now } = show()

    await act(() => result.current.save(start, title, 'New'))

    expect(now()).toMatchObject({ title: 'Old', version: 4 })
    expect(toastStore.get().at(-1)?.tone).toBe('problem')
  })

  it('sends nothing when nothing changed', async () => {
    const { result } = show()

    await act(() => result.current.save(start, title, 'Old'))

    expect(server.sent('PATCH', '/leads/l1')).toHaveLength(0)
  })
})
