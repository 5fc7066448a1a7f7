import '@/i18n/packs/duplicates'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { metaQuery } from '@/api/records'
import { session } from '@/api/session'
import type { ObjectMeta } from '@/api/types'
import { leadMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { Pairs } from './Pairs'

const server = new FakeServer()
const meta: ObjectMeta = { ...leadMeta, key: 'account', plural: 'accounts', path: '/api/v1/accounts' }
const pair = {
  id: 'p1',
  object: 'account',
  first: { id: 'a1', title: 'Lotus Traders' },
  second: { id: 'a2', title: 'Lotus Traders Pvt Ltd' },
  score: 97,
  reasons: ['name', 'contact'],
  foundAt: '2026-11-26T04:30:00Z',
}

function show() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(metaQuery('account').queryKey, meta)
  const root = createRootRoute({ component: () => <Pairs object="account" choice={null} /> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
}

const progress = (state: string, more: object = {}) => ({ data: { state, records: 0, compared: 0, found: 0, ...more } })
const done = progress('done', { finishedAt: '2026-11-26T04:30:00Z', records: 40, compared: 40, found: 1 })

describe('pairs that may be one', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('shows them with how sure it is and why, and sets one aside', async () => {
    let open = [pair]
    server.on('GET', '/duplicates/search', () => done)
    server.on('GET', '/duplicates', () => ({ data: open }))
    server.on('POST', '/duplicates/p1/dismiss', () => {
      open = []
      return { status: 204 }
    })
    show()

    expect((await screen.findByRole('link', { name: 'Lotus Traders' })).getAttribute('href')).toBe('/accounts/a1')
    expect(screen.getByText('97%')).toBeTruthy()
    expect(screen.getByText('Similar names, Same number or address')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toContain('1 pair among 40 records')

    await userEvent.click(screen.getByRole('button', { name: '“Lotus Traders” and “Lotus Traders Pvt Ltd” are two' }))

    expect(await screen.findByText('No two that look like one')).toBeTruthy()
  })

  it('begins a search, tells how far it is, and then what it found', async () => {
    const states = [progress('never'), progress('running', { records: 4000, compared: 1000 }), done]
    server.on('GET', '/duplicates/search', () => states.shift() ?? done)
    server.on('POST', '/duplicates/search', () => ({ ...progress('waiting'), status: 202 }))
    server.on('GET', '/duplicates', () => ({ data: [pair] }))
    show()

    expect(await screen.findByText('No search yet')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Search now' }))

    expect(await screen.findByText('The search begins in a moment.')).toBeTruthy()
    await waitFor(() => expect(screen.getByText('1,000 of 4,000 compared')).toBeTruthy(), { timeout: 5_000 })
    expect(await screen.findByRole('link', { name: 'Lotus Traders' }, { timeout: 5_000 })).toBeTruthy()
    expect(server.sent('POST', '/duplicates/search')[0]?.body).toEqual({ object: 'account' })
  })
})
