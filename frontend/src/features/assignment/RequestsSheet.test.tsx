import '@/i18n/packs/assignment'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { FakeServer } from '@/test/server'
import { RequestsSheet } from './RequestsSheet'

const server = new FakeServer()
const request = { id: 'r1', object: 'boat', record: 'b1', title: 'Swan', user: { id: 'u2', name: 'Ben Bose' }, reason: 'He called me', status: 'pending', askedAt: '2026-11-20T12:00:00Z', decidedAt: null, decidedBy: null, note: null }

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RequestsSheet onClose={vi.fn()} />
    </QueryClientProvider>,
  )

describe('requests for records', () => {
  let waiting = [request]

  beforeEach(() => {
    waiting = [request]
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
    server.on('GET', '/assignment-requests', () => ({ data: waiting }))
  })

  it('are approved, and then nobody waits', async () => {
    server.on('POST', '/assignment-requests/r1/approve', () => {
      waiting = []
      return { data: { ...request, status: 'approved' } }
    })
    open()
    expect(await screen.findByText('He called me')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }))

    expect(await screen.findByText('Nobody is waiting')).toBeTruthy()
  })

  it('are rejected with a reason only', async () => {
    server.on('POST', '/assignment-requests/r1/reject', () => ({ data: { ...request, status: 'rejected' } }))
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Reject' }))
    const reject = screen.getByRole<HTMLButtonElement>('button', { name: 'Reject' })
    expect(reject.disabled).toBe(true)
    await userEvent.type(screen.getByLabelText('Why not'), 'Sita knows him')
    await userEvent.click(reject)

    await waitFor(() => expect(server.sent('POST', '/assignment-requests/r1/reject')[0]?.body).toEqual({ reason: 'Sita knows him' }))
  })
})
