import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { FakeServer } from '@/test/server'
import { Providers } from './Providers'

const server = new FakeServer()
const onLeave = vi.fn()

const show = (company: string) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Providers company={company} to="/leads" onLeave={onLeave} />
    </QueryClientProvider>,
  )

beforeEach(() => {
  server.install()
  server.on('GET', '/sso/options', ({ url }) => ({ data: url.searchParams.get('tenant') === 'acme' ? [{ id: 'p1', name: 'Example ID' }] : [] }))
})

it('leads to the provider of the company, and says where to go afterwards', async () => {
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined)
  server.on('POST', '/sso/start', () => ({ data: { location: 'https://id.example.com/authorize' } }))
  show('acme')

  await userEvent.click(await screen.findByRole('button', { name: /Example ID/ }))

  await waitFor(() => expect(assign).toHaveBeenCalledWith('https://id.example.com/authorize'))
  expect(onLeave).toHaveBeenCalled()
  expect(server.sent('POST', '/sso/start')[0]?.body).toEqual({ tenant: 'acme', provider: 'p1', to: '/leads' })
})

it('says when the provider cannot be reached', async () => {
  server.on('POST', '/sso/start', () => ({ problem: { status: 503, code: 'SSO_UNAVAILABLE' } }))
  show('acme')

  await userEvent.click(await screen.findByRole('button', { name: /Example ID/ }))

  expect((await screen.findByRole('alert')).textContent).toContain('cannot be reached right now')
})

it('shows nothing for a company without', async () => {
  const { container } = show('globex')
  await waitFor(() => expect(server.sent('GET', '/sso/options')).toHaveLength(1))
  expect(container.textContent).toBe('')
})
