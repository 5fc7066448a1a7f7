import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ObjectMeta } from '@/api/types'
import { leadMeta } from '@/test/meta'
import { neighboursIn, useNeighbours } from './useNeighbours'

const VIEW = { filter: null, sort: '-createdAt', fields: ['title'] }
const meta: ObjectMeta = leadMeta

function clientWith(rows: string[], cursor: string | null): QueryClient {
  const queries = new QueryClient()
  queries.setQueryData(['lead', 'list', VIEW], { pages: [{ rows: rows.map((id) => ({ id, version: 0 })), cursor, masked: [] }], pageParams: [null] })
  return queries
}

const within = (queries: QueryClient) => ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>

afterEach(() => vi.unstubAllGlobals())

describe('the records beside a record', () => {
  it('are those of the list one came from', () => {
    expect(neighboursIn(['a', 'b', 'c'], 'b')).toEqual({ previous: 'a', next: 'c', position: 2, of: 3, more: false })
    expect(neighboursIn(['a', 'b', 'c'], 'x')).toBeNull()
  })

  it('go on beyond what the list has loaded, in its own filter and order', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (request: Request) => {
      asked.push(request.url)
      return Promise.resolve(Response.json({ success: true, data: [{ id: 'c', version: 0 }], meta: {} }))
    })
    const { result } = renderHook(() => useNeighbours(meta, 'b'), { wrapper: within(clientWith(['a', 'b'], 'next-page')) })

    await waitFor(() => expect(result.current?.next).toBe('c'))

    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('cursor=next-page')
    expect(asked[0]).toContain('sort=-createdAt')
    expect(result.current).toEqual({ previous: 'a', next: 'c', position: 2, of: 3, more: false })
  })

  it('ask for nothing at the end of a list', () => {
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    const { result } = renderHook(() => useNeighbours(meta, 'b'), { wrapper: within(clientWith(['a', 'b'], null)) })
    expect(result.current?.next).toBeNull()
    expect(fetched).not.toHaveBeenCalled()
  })
})
