import '@/i18n/packs/recordPage'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import type { RecordView } from '@/api/types'
import { boatMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { EraseDialog } from './EraseDialog'

const server = new FakeServer()

const boat = boatMeta({ erase: true })
const swan = { id: 'b1', version: 4, name: 'Swan', number: 'BOAT-7' } as unknown as RecordView

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <EraseDialog meta={boat} path="/boats" record={swan} title="Swan" onClose={vi.fn()} />
    </QueryClientProvider>,
  )

describe('erasing a person', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('asks for a reason and for the number to be typed, and sends the version that was seen', async () => {
    server.on('POST', '/boats/b1/erase', () => ({ data: { id: 'b1', version: 5, left: [] } }))
    open()
    const erase = screen.getByRole<HTMLButtonElement>('button', { name: 'Erase for good' })

    await userEvent.type(screen.getByLabelText('Reason'), 'Asked by letter')
    await userEvent.type(screen.getByLabelText('To confirm, type BOAT-7'), 'BOAT')
    expect(erase.disabled).toBe(true)
    await userEvent.type(screen.getByLabelText('To confirm, type BOAT-7'), '-7')
    await userEvent.click(erase)

    await screen.findByText('Nothing else points at this record.')
    expect(server.sent('POST', '/boats/b1/erase')[0]?.body).toEqual({ version: 4, reason: 'Asked by letter' })
  })

  it('says that somebody changed the record, and erases nothing', async () => {
    server.on('POST', '/boats/b1/erase', () => ({ problem: { status: 409, code: 'VERSION_CONFLICT' } }))
    open()
    await userEvent.type(screen.getByLabelText('Reason'), 'Asked')
    await userEvent.type(screen.getByLabelText('To confirm, type BOAT-7'), 'BOAT-7')
    await userEvent.click(screen.getByRole('button', { name: 'Erase for good' }))

    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('changed'))
    expect(screen.queryByText('Erased')).toBeNull()
  })
})
