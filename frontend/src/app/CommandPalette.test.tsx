import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { FakeServer } from '@/test/server'
import { TooltipProvider } from '@/ui/Tooltip'
import { CommandPalette } from './CommandPalette'
import { recent } from './recent'
import { register } from '@/actions/registry'

const server = new FakeServer()

function show() {
  const onOpen = vi.fn()
  const onClose = vi.fn()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <CommandPalette onOpen={onOpen} onClose={onClose} />
      </TooltipProvider>
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
})
