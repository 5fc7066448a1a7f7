import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { leadMeta } from '@/test/meta'
import { violations } from '@/test/axe'
import { FakeServer } from '@/test/server'
import { toastStore, undo } from '@/ui/toast'
import { FileDrop } from './FileDrop'
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

const problem = (more: object) => ({ position: 1, cells: [], status: 'error', version: 1, errors: [], ...more })
const wrongPhone = { column: 1, field: 'phone', code: 'ODD_PHONE', message: 'This is no phone number' }

function open(onChanged = vi.fn()) {
  start(onChanged)
  return userEvent.upload(screen.getByLabelText('Choose a file', { selector: 'input' }), new File(['Full name\nAsha'], 'leads.csv', { type: 'text/csv' }))
}

function start(onChanged = vi.fn()) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })}>
      <ImportDialog meta={leadMeta} onClose={vi.fn()} onChanged={onChanged} />
    </QueryClientProvider>,
  )
}

describe('import of a file', () => {
  beforeEach(() => {
    server.install()
    server.on('GET', '/imports', () => ({ data: [] }))
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('goes from the file by its columns and a look at what would happen to the records, and back', async () => {
    vi.stubGlobal('fetch', wrapped(globalThis.fetch))
    server.on('POST', '/imports/i1/check', () => view({ status: 'ready', counts: { new: 2, error: 1 } }))
    server.on('GET', '/imports/i1/problems', () => ({ data: [problem({ position: 3, cells: ['Kiran', 'x'], code: 'CONTACT_NEEDED', message: 'A lead needs a phone number', errors: [{ code: 'CONTACT_NEEDED', message: 'A lead needs a phone number' }] })] }))
    server.on('GET', '/imports/i1', () => view({ status: 'done', counts: { created: 2, error: 1 } }))
    server.on('POST', '/imports/i1/start', () => view({ status: 'running', counts: { new: 2, error: 1 } }))
    server.on('POST', '/imports/i1/undo', () => view({ status: 'undone', counts: { undone: 2, error: 1 } }))
    const onChanged = vi.fn()
    await open(onChanged)
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

  const known = { columns: ['Full name', 'Mobile'], mapping: ['title', 'phone'] }

  it('asks nothing about a file whose columns are all known, and says when nothing is wrong with it', async () => {
    vi.stubGlobal('fetch', wrapped(globalThis.fetch, known))
    server.on('POST', '/imports/i1/check', () => view({ ...known, status: 'ready', counts: { new: 3 } }))
    server.on('POST', '/imports/i1/start', () => view({ ...known, status: 'done', counts: { created: 3 } }))
    await open()

    await screen.findByText('Every row can be taken')
    expect(server.sent('POST', '/imports/i1/check')[0]?.body).toEqual({ mapping: ['title', 'phone'], onDuplicate: 'skip', automations: false })
    await userEvent.click(screen.getByRole('button', { name: 'Import 3 rows' }))
    await screen.findByText('The import is finished.')
    await userEvent.click(screen.getByRole('button', { name: 'Done' }))
    expect(toastStore.get().at(-1)?.text).toBe('3 rows imported')
    server.on('POST', '/imports/i1/undo', () => view({ ...known, status: 'undoing' }))
    server.on('GET', '/imports/i1', () => view({ ...known, status: 'undone', counts: { undone: 3 } }))
    await undo()
    expect(server.sent('POST', '/imports/i1/undo')).toHaveLength(1)
    expect(toastStore.get().at(-1)?.text).toBe('The import was taken back.')
  })

  it('begins with a file that was let go of over the list', async () => {
    vi.stubGlobal('fetch', wrapped(globalThis.fetch, known))
    server.on('POST', '/imports/i1/check', () => view({ ...known, status: 'ready', counts: { new: 3 } }))
    function Page() {
      const [file, setFile] = useState<File>()
      return file === undefined ? <FileDrop onFile={setFile} /> : <ImportDialog meta={leadMeta} file={file} onClose={vi.fn()} onChanged={vi.fn()} />
    }
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Page />
      </QueryClientProvider>,
    )
    const drop = (dataTransfer: object) => fireEvent(window, Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }))
    drop({ types: ['text/plain'], files: [] })
    expect(screen.queryByRole('dialog')).toBeNull()
    drop({ types: ['Files'], files: [new File(['Full name\nAsha'], 'leads.csv')] })
    await screen.findByText('Every row can be taken')
  })

  it('goes on with an earlier file of this object, or takes it back', async () => {
    server.on('GET', '/imports', () => ({ data: [view({ ...known, id: 'i2', object: 'deal', fileName: 'deals.csv' }).data, view({ ...known, status: 'done', counts: { created: 3 } }).data] }))
    server.on('POST', '/imports/i1/undo', () => view({ ...known, status: 'undone', counts: { undone: 3 } }))
    start()
    const earlier = await screen.findByRole('region', { name: 'Earlier imports' })
    expect(earlier.textContent).not.toContain('deals.csv')
    expect(await violations(screen.getByRole('dialog'))).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /leads\.csv.*Finished · 3 rows imported/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Undo the import' }))
    await screen.findByText('The import was taken back.')
  })

  it('mends rows by keys alone: from error to error, a cell at a time, and leaves one out', async () => {
    vi.stubGlobal('fetch', wrapped(globalThis.fetch, known))
    server.on('POST', '/imports/i1/check', () => view({ ...known, status: 'ready', counts: { new: 1, error: 2 } }))
    server.on('GET', '/imports/i1/problems', () => ({
      data: [
        problem({ position: 2, cells: ['Asha', '12'], errors: [wrongPhone] }),
        problem({ position: 4, cells: ['Kiran', 'x'], errors: [wrongPhone] }),
      ],
    }))
    server.on('PATCH', '/imports/i1/rows/2', () => ({
      data: { row: problem({ position: 2, cells: ['Asha', '+12025550101'], status: 'new', version: 2 }), importing: view({ ...known, status: 'ready', counts: { new: 2, error: 1 } }).data },
    }))
    server.on('PATCH', '/imports/i1/rows/4', () => ({
      data: {
        row: problem({ position: 4, cells: ['Kiran', 'x'], status: 'skipped', code: 'LEFT_OUT', version: 2, errors: [{ code: 'LEFT_OUT', message: 'Out' }] }),
        importing: view({ ...known, status: 'ready', counts: { new: 2, skipped: 1 } }).data,
      },
    }))
    await open()

    const cells = () => screen.getAllByRole('gridcell').filter((cell) => cell.getAttribute('aria-invalid') === 'true')
    await screen.findByRole('grid', { name: 'Rows that are not taken' })
    expect(await violations(screen.getByRole('dialog'))).toEqual([])
    expect(cells()).toHaveLength(2)
    expect(document.activeElement).toBe(cells()[0])
    await userEvent.keyboard('{F2}')
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Phone, Row 3' }))
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).not.toBeNull()
    expect(document.activeElement).toBe(cells()[0])
    await userEvent.keyboard('{Enter}{Control>}a{/Control}+1 202 555 0101{Tab}')
    expect(server.sent('PATCH', '/imports/i1/rows/2')[0]?.body).toEqual({ version: 1, cells: { '1': '+1 202 555 0101' } })
    await screen.findByText('Will be taken')
    expect(cells()).toHaveLength(1)
    expect(document.activeElement).toBe(cells()[0])

    await userEvent.keyboard('{End}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Leave row 5 out' }))
    await userEvent.keyboard('{Enter}')
    await screen.findByRole('button', { name: 'Take row 5 in' })
    expect(server.sent('PATCH', '/imports/i1/rows/4')[0]?.body).toEqual({ version: 1, leftOut: true })
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import 2 rows' }).disabled).toBe(false)
    await userEvent.keyboard('{ArrowUp}{ArrowLeft}')
    expect(document.activeElement?.textContent).toBe('+12025550101')
    expect(await violations(screen.getByRole('dialog'))).toEqual([])
  })
})

/// The fake server reads bodies as JSON; a file is none.
function wrapped(fetch: typeof globalThis.fetch, more: object = {}): typeof globalThis.fetch {
  return (input, init) =>
    input instanceof Request && input.method === 'POST' && input.url.includes('/imports?')
      ? Promise.resolve(new Response(JSON.stringify({ success: true, ...view(more) }), { status: 201, headers: { 'content-type': 'application/json' } }))
      : fetch(input, init)
}
