import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { meQuery } from '@/api/auth'
import { directoryQuery, metaQuery } from '@/api/records'
import { session } from '@/api/session'
import type { Row } from '@/api/types'
import { boatMeta, field, me } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { toastStore, undo } from '@/ui/toast'
import { askedFields } from '../NewRecordDialog'
import { RecordPage } from './RecordPage'

const server = new FakeServer()

/// An object no page knows: everything comes from here.
const boat = boatMeta({}, field({ key: 'harbour', label: 'Harbour' }), field({ key: 'phone', label: 'Phone', kind: 'phone' }))

const rights = { assign: true, delete: true, share: true, transition: false, unmask: false, update: true }
const swan = { id: 'b1', version: 2, name: 'Swan', harbour: 'Kochi', phone: '+1 256 555 0142', favourite: false, can: rights }

function show(path = '/boats/b1', listed?: Row) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(meQuery.queryKey, me)
  queries.setQueryData(metaQuery('boat').queryKey, boat)
  queries.setQueryData(directoryQuery.queryKey, [])
  if (listed) queries.setQueryData(['boat', 'list', {}], { pages: [{ rows: [listed], cursor: null, masked: [] }], pageParams: [null] })
  const root = createRootRoute({ component: Outlet })
  const boats = createRoute({ getParentRoute: () => root, path: '/boats', component: () => <p>all boats</p> })
  const one = createRoute({ getParentRoute: () => root, path: '/boats/$id', component: () => <RecordPage kind={{ object: 'boat', Beside: () => <p>a panel of boats</p> }} id="b1" /> })
  const router = createRouter({ routeTree: root.addChildren([boats, one]), history: createMemoryHistory({ initialEntries: [path] }) })
  render(
    <QueryClientProvider client={queries}>
      {/* The app's own router is the registered one; this page needs none of its routes. */}
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
}

describe('the page of any record', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
    server.on('GET', '/boats/b1', () => ({ data: swan }))
    server.on('GET', '/boats/b1/timeline', () => ({ data: [] }))
    server.on('GET', '/boats/b1/shares', () => ({ data: [] }))
  })

  it('shows what the description names, and the panels the object brings', async () => {
    show()

    expect(await screen.findByRole('heading', { level: 1, name: 'Swan' })).toBeTruthy()
    expect(screen.getByText('Kochi')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Call' }).getAttribute('href')).toBe('tel:+12565550142')
    expect(await screen.findByText('a panel of boats')).toBeTruthy()
    // No pipeline, no statuses; nothing asked for them.
    expect(screen.queryByRole('group', { name: 'Status' })).toBeNull()
    expect(server.sent('GET', '/boats/b1/transitions')).toEqual([])
  })

  it('moves it to the trash, goes back to the list, and takes it back', async () => {
    server.on('DELETE', '/boats/b1', () => ({ status: 204 }))
    show()

    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Move to the trash' }))

    expect(await screen.findByText('all boats')).toBeTruthy()
    expect(server.sent('DELETE', '/boats/b1')[0]?.url.searchParams.get('version')).toBe('2')
    await waitFor(() => expect(toastStore.get().map(({ text }) => text)).toContain('“Swan” moved to the trash'))
    // This answer named no change set: then there is nothing to offer.
    expect(await undo()).toBe(false)
  })

  it('says where a record is that is not here', async () => {
    server.on('GET', '/boats/b1', () => ({ problem: { status: 404, code: 'RECORD_NOT_FOUND' } }))
    show()

    expect(await screen.findByRole('heading', { level: 1, name: 'This record is not here' })).toBeTruthy()
    await userEvent.click(screen.getByRole('link', { name: 'Back to the list' }))
    expect(await screen.findByText('all boats')).toBeTruthy()
  })

  it('shows what a list shows of it when nobody can be reached, and calls nothing else empty', async () => {
    for (const path of ['/boats/b1', '/boats/b1/timeline']) server.on('GET', path, () => ({ problem: { status: 503, code: 'UNAVAILABLE' } }))
    show('/boats/b1', { id: 'b1', version: 2, name: 'Swan', phone: '+1 256 555 0142' })

    expect(await screen.findByText(/was not opened on this device before/)).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1, name: 'Swan' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Call' }).getAttribute('href')).toBe('tel:+12565550142')
    // Nothing is said of the harbour, not even that it is empty.
    expect(screen.queryByRole('button', { name: /empty field/ })).toBeNull()
  })

  it('says that nobody can be reached when no list shows it either', async () => {
    server.on('GET', '/boats/b1', () => ({ problem: { status: 503, code: 'UNAVAILABLE' } }))
    show()

    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('asks in a form for what it is told, and for what is demanded besides', () => {
    const strict = { ...boat, fields: [...boat.fields, field({ key: 'flag', required: true }), field({ key: 'mass', required: true, editable: false }), field({ key: 'price', visibility: 'masked' })] }

    expect(askedFields(strict, ['harbour', 'name', 'price', 'nothing']).map(({ key }) => key)).toEqual(['harbour', 'name', 'flag'])
  })
})
