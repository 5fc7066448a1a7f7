import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { session } from '@/api/session'
import { writeRow } from '@/record/rows'
import { FakeServer } from '@/test/server'
import { leadMeta } from '@/test/meta'
import { useRows, wantsMore } from './useRows'

const server = new FakeServer()
const query = { filter: null, sort: '-createdAt', fields: ['title'] }

function show() {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  return { queries, ...renderHook(() => useRows(leadMeta, query), { wrapper }) }
}

/// 250 leads in pages of 100; the cursor is the place to go on from, as opaque to the client as the real one.
function serve250(): void {
  server.on('GET', '/leads', ({ url }) => {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const limit = Number(url.searchParams.get('limit'))
    const data = Array.from({ length: Math.min(limit, 250 - from) }, (_, i) => ({ id: `l${from + i}`, version: 0, title: `Lead ${from + i}` }))
    return { data, meta: from + limit < 250 ? { cursor: String(from + limit) } : {} }
  })
}

describe('rows of a list', () => {
  beforeEach(() => {
    server.install()
    serve250()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('asks for the next page only near the end of what is here', () => {
    expect(wantsMore(20, 200, true, false)).toBe(false)
    expect(wantsMore(120, 200, true, false)).toBe(true)
    expect(wantsMore(120, 200, true, true)).toBe(false)
    expect(wantsMore(199, 200, false, false)).toBe(false)
  })

  it('lays keyset pages end to end until there are no more', async () => {
    const { result } = show()
    await waitFor(() => expect(result.current.rows).toHaveLength(100))

    act(() => result.current.show(90))
    await waitFor(() => expect(result.current.rows).toHaveLength(200))
    act(() => result.current.show(190))
    await waitFor(() => expect(result.current.rows).toHaveLength(250))

    expect(result.current.hasNextPage).toBe(false)
    expect(result.current.rows.map((row) => row.id)).toEqual(Array.from({ length: 250 }, (_, i) => `l${i}`))
    expect(server.sent('GET', '/leads').map((r) => r.url.searchParams.get('cursor'))).toEqual([null, '100', '200'])
  })

  it('changes one row and leaves the others the very same objects', async () => {
    const { result, queries } = show()
    await waitFor(() => expect(result.current.rows).toHaveLength(100))
    const [first, second] = result.current.rows

    act(() => writeRow(queries, 'lead', 'l1', (row) => ({ ...row, title: 'Renamed' })))

    await waitFor(() => expect(result.current.rows[1]).toMatchObject({ title: 'Renamed' }))
    expect(result.current.rows[0]).toBe(first)
    expect(result.current.rows[1]).not.toBe(second)
  })
})
