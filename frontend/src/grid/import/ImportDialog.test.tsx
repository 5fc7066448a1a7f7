import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { leadMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { TooltipProvider } from '@/ui/Tooltip'
import { ImportDialog } from './ImportDialog'

const server = new FakeServer()
const view = (more: object) => ({
  data: {
    id: 'i1',
    object: 'lead',
    fileName: 'leads.csv',
    columns: ['Full name', 'Nonsense'],
    mapping: ['title', null],
    options: { onDuplicate: 'skip', automations: false },
    status: 'uploaded',
    total: 3,
    counts: { waiting: 3 },
    sample: [['Asha', 'x']],
    by: 'u',
    at: '2026-11-24T10:00:00Z',
    ...more,
  },
})

describe('import of a file', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('goes from the file by its columns and a look at what would happen to the records, and back', async () => {
    vi.stubGlobal('fetch', wrapped(globalThis.fetch))
    server.on('POST', '/imports/i1/check', () => view({ status: 'ready', counts: { new: 2, error: 1 } }))
    server.on('GET', '/imports/i1/problems', () => ({ data: [{ position: 3, cells: ['Kiran'], status: 'error', code: 'CONTACT_NEEDED', message: 'A lead needs a phone number' }] }))
    server.on('GET', '/imports/i1', () => view({ status: 'done', counts: { created: 2, error: 1 } }))
    server.on('POST', '/imports/i1/start', () => view({ status: 'running', counts: { new: 2, error: 1 } }))
    server.on('POST', '/imports/i1/undo', () => view({ status: 'undone', counts: { undone: 2, error: 1 } }))
    const onChanged = vi.fn()
    render(
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })}>
        <TooltipProvider>
          <ImportDialog meta={leadMeta} onClose={vi.fn()} onChanged={onChanged} />
        </TooltipProvider>
      </QueryClientProvider>,
    )

    await userEvent.upload(screen.getByLabelText('Choose a file', { selector: 'input' }), new File(['Full name\nAsha'], 'leads.csv', { type: 'text/csv' }))
    await screen.findByText('Full name')
    await userEvent.click(screen.getByRole('button', { name: 'Check the file' }))

    await screen.findByText('A lead needs a phone number')
    expect(server.sent('POST', '/imports/i1/check')[0]?.body).toEqual({ mapping: ['title', null], onDuplicate: 'skip', automations: false })
    await userEvent.click(screen.getByRole('button', { name: 'Import 2 rows' }))

    await userEvent.click(await screen.findByRole('button', { name: 'Undo the import' }, { timeout: 3_000 }))
    await screen.findByText('The import was taken back.')
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(onChanged).toHaveBeenCalled())
  })
})

/// The fake server reads bodies as JSON; a file is none.
function wrapped(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) =>
    input instanceof Request && input.url.includes('/imports?')
      ? Promise.resolve(new Response(JSON.stringify({ success: true, ...view({}) }), { status: 201, headers: { 'content-type': 'application/json' } }))
      : fetch(input, init)
}
