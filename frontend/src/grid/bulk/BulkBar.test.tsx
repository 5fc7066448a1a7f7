import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import type { Row } from '@/api/types'
import { leadMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { toastStore, undo } from '@/ui/toast'
import { BulkBar, type BulkStep } from './BulkBar'

const server = new FakeServer()
const rows: Row[] = [
  { id: 'a', version: 3 },
  { id: 'b', version: 0 },
]
const filter = { field: 'company', op: 'eq', value: 'Testwala' } as const
const operation = (more: object) => ({ data: { id: 'op1', object: 'lead', action: 'delete', input: {}, status: 'running', total: 2, done: 0, failed: 0, by: 'u', at: '2026-11-24T10:00:00Z', ...more } })

function show(total = 2) {
  const onClear = vi.fn()
  const onChanged = vi.fn()
  const Bar = () => {
    const [step, setStep] = useState<BulkStep | null>(null)
    return <BulkBar meta={{ ...leadMeta, can: { ...leadMeta.can, delete: true } }} rows={rows} allLoaded filter={filter} aggregate={{ count: { value: total, exact: true }, sums: {}, groups: [] }} step={step} onStep={setStep} onClear={onClear} onChanged={onChanged} />
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Bar />
    </QueryClientProvider>,
  )
  return { onClear, onChanged }
}

describe('several records at once', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('deletes the picked ones with the versions that were seen, follows, and takes it back', async () => {
    server.on('POST', '/bulk-operations', () => operation({}))
    server.on('GET', '/bulk-operations/op1', () => operation({ status: 'done', done: 1, failed: 1 }))
    server.on('POST', '/bulk-operations/op1/undo', () => operation({ id: 'op2', action: 'undo', total: 1 }))
    server.on('GET', '/bulk-operations/op2', () => operation({ id: 'op2', action: 'undo', status: 'done', total: 1, done: 1 }))
    const { onClear, onChanged } = show()

    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await userEvent.click(screen.getByRole('button', { name: 'Delete 2 records' }))

    await waitFor(() => expect(onChanged).toHaveBeenCalled())
    expect(onClear).toHaveBeenCalled()
    expect(server.sent('POST', '/bulk-operations')[0]?.body).toEqual({ object: 'lead', action: 'delete', records: [{ id: 'a', version: 3 }, { id: 'b', version: 0 }] })
    const texts = () => toastStore.get().map((each) => each.text)
    expect(texts()).toContain('1 record deleted')
    expect(texts()).toContain('1 record stayed as it was')

    await undo()
    await waitFor(() => expect(texts()).toContain('1 record is as it was'))
  })

  it('means everything that matches, counted by the server, when asked to', async () => {
    server.on('POST', '/bulk-operations/preview', () => ({ data: { count: 4321, most: 100000 } }))
    server.on('POST', '/bulk-operations', () => operation({}))
    server.on('GET', '/bulk-operations/op1', () => operation({ total: 4321, done: 20 }))
    server.on('POST', '/bulk-operations/op1/cancel', () => operation({ total: 4321, done: 21, status: 'canceled' }))
    show(4321)

    await userEvent.click(screen.getByRole('button', { name: /Select all 4,?321 matches/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await userEvent.click(await screen.findByRole('button', { name: /Delete 4,?321 records/ }))

    await screen.findByText('20 of 4,321')
    expect(server.sent('POST', '/bulk-operations')[0]?.body).toEqual({ object: 'lead', action: 'delete', filter })
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(toastStore.get().map((each) => each.text)).toContain('Stopped after 21 records'))
  })
})
