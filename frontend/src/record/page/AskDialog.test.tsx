import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import type { RecordView } from '@/api/types'
import { boatMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { AskDialog } from './AskDialog'

const server = new FakeServer()
const swan = { id: 'b1', version: 4, name: 'Swan', owner: { id: 'u2', name: 'Ben Bose' } } as unknown as RecordView

describe('asking for a record', () => {
  const onClose = vi.fn()
  const open = () =>
    render(
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <AskDialog meta={boatMeta()} record={swan} onClose={onClose} />
      </QueryClientProvider>,
    )

  beforeEach(() => {
    onClose.mockClear()
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('names whose it is, wants a reason and sends it', async () => {
    server.on('POST', '/assignment-requests', () => ({ data: { id: 'r1', status: 'pending' } }))
    open()
    expect(screen.getByText(/It is with Ben Bose/)).toBeTruthy()
    const ask = screen.getByRole<HTMLButtonElement>('button', { name: 'Ask' })
    expect(ask.disabled).toBe(true)

    await userEvent.type(screen.getByLabelText('Reason'), ' He called me ')
    await userEvent.click(ask)

    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(server.sent('POST', '/assignment-requests')[0]?.body).toEqual({ object: 'boat', record: 'b1', reason: 'He called me' })
  })

  it('stays and says why when it is refused', async () => {
    server.on('POST', '/assignment-requests', () => ({ problem: { status: 409, code: 'REQUEST_PENDING', detail: 'You asked for this already' } }))
    open()
    await userEvent.type(screen.getByLabelText('Reason'), 'Mine')
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))

    await screen.findByRole('alert')
    expect(onClose).not.toHaveBeenCalled()
  })
})
