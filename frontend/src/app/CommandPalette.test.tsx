import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { FakeServer } from '@/test/server'
import { CommandPalette } from './CommandPalette'
import { register } from '@/actions/registry'
import { meQuery } from '@/api/auth'
import { recent } from '@/record/recent'
import { me } from '@/test/meta'
import { modeOf } from './paletteMode'

const server = new FakeServer()

function show() {
  const onOpen = vi.fn()
  const onClose = vi.fn()
  const queries = new QueryClient()
  queries.setQueryData(meQuery.queryKey, me)
  render(
    <QueryClientProvider client={queries}>
      <CommandPalette onOpen={onOpen} onClose={onClose} />
    </QueryClientProvider>,
  )
  return { onOpen, onClose }
}

describe('command palette', () => {
  beforeEach(() => {
    server.install()
    sessionStorage.clear()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('finds records by the server and opens one from the keyboard', async () => {
    server.on('GET', '/search', ({ url }) => ({
      data: url.searchParams.get('q') === 'kir' ? [{ object: 'lead', id: 'l1', title: 'Kiran Traders', number: 'LEAD-2026-00001', hint: { field: 'company', label: 'Company', value: 'Blue Kite' } }] : [],
    }))
    const { onOpen, onClose } = show()

    await userEvent.type(screen.getByRole('combobox'), 'kir')
    const option = await screen.findByRole('option', { name: /Kiran Traders/ })
    expect(option.textContent).toContain('Company: Blue Kite · LEAD-2026-00001 · Lead')
    await userEvent.keyboard('{Enter}')

    expect(onOpen).toHaveBeenCalledWith('/leads/l1')
    expect(onClose).toHaveBeenCalled()
    expect(recent()).toEqual([{ object: 'lead', id: 'l1', title: 'Kiran Traders' }])
  })

  it('runs what can be done here, and asks the server nothing for one letter', async () => {
    const run = vi.fn()
    const stop = register([{ id: 'lead.new', label: 'New lead', group: 'create', keys: 'N L', run }])
    const { onClose } = show()

    await userEvent.type(screen.getByRole('combobox'), 'n')
    await userEvent.keyboard('{ArrowDown}{ArrowUp}{Enter}')

    await waitFor(() => expect(run).toHaveBeenCalled())
    expect(onClose).toHaveBeenCalled()
    expect(server.sent('GET', '/search')).toEqual([])
    stop()
  })

  it('narrows by the first sign', () => {
    expect(modeOf('>assign')).toEqual({ mode: 'action', text: 'assign' })
    expect(modeOf('@ meera')).toEqual({ mode: 'person', text: 'meera' })
    expect(modeOf('#42')).toEqual({ mode: 'number', text: '42' })
    expect(modeOf('/tasks')).toEqual({ mode: 'page', text: 'tasks' })
    expect(modeOf('plain')).toEqual({ mode: 'all', text: 'plain' })
  })

  it('shows what can be done with the open record first, and lists people by @', async () => {
    server.on('GET', '/users/directory', () => ({ data: [{ id: 'u2', name: 'Meera Menon', active: true }] }))
    const stop = register([{ id: 'x.general', label: 'Everywhere thing', group: 'general', run: vi.fn() }, { id: 'x.record', label: 'Record thing', group: 'record', run: vi.fn() }])
    const { onOpen } = show()

    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Record thing', 'Everywhere thing'])
    await userEvent.type(screen.getByRole('combobox'), '@mee')
    await userEvent.click(await screen.findByRole('option', { name: 'Leads of Meera Menon' }))

    expect(onOpen.mock.calls[0]?.[0]).toMatch(/^\/leads\?filter=.*u2/)
    stop()
  })
})
