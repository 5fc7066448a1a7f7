import '@/i18n/packs/recordPage'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { boatMeta, field } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { MergeDialog } from './MergeDialog'

const server = new FakeServer()

const boat = boatMeta({ merge: true }, field({ key: 'harbour', label: 'Harbour' }))
const swan = { object: 'boat', id: 'b1', label: 'Swan' }

describe('merging two records', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
    server.on('POST', '/merges/preview', () => ({
      data: {
        kept: { id: 'b1', version: 2, name: 'Swan' },
        merged: { id: 'b2', version: 5, name: 'Black Swan', harbour: 'Kochi' },
        differences: [
          { field: 'name', label: 'Name', kept: true },
          { field: 'harbour', label: 'Harbour', kept: false },
        ],
        comes: { comment: 2 },
      },
    }))
    server.on('GET', '/meta/objects', () => ({ data: [] }))
  })

  it('shows both side by side and sends what was chosen, with the versions that were seen', async () => {
    const onClose = vi.fn()
    server.on('POST', '/merges', () => ({ status: 201, data: { id: 'm1', record: { id: 'b1', version: 3 } } }))
    render(
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MergeDialog meta={boat} record={swan} other={{ object: 'boat', id: 'b2', label: 'Black Swan' }} onClose={onClose} />
      </QueryClientProvider>,
    )

    await userEvent.click(await screen.findByRole('radio', { name: 'Take “Black Swan” for Name' }))
    // What only one of them has is taken in any case.
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Take “Kochi” for Harbour' }).checked).toBe(true)
    expect(screen.getByText(/2 remarks/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Merge' }))

    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(server.sent('POST', '/merges')[0]?.body).toEqual({ object: 'boat', keep: { id: 'b1', version: 2 }, merge: { id: 'b2', version: 5 }, fields: ['name'] })
  })
})
