import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DayItem } from './day'
import { useDayActions } from './useDay'

const within = (queries: QueryClient) => ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>
const answer = () => Response.json({ success: true, data: {}, meta: {} })
const item = { object: 'task', id: 'a', title: 'Ring from the train', part: 'overdue' } as DayItem

afterEach(() => vi.unstubAllGlobals())

describe('the day', () => {
  it('brings back only what has been put off by then', async () => {
    const sent: string[] = []
    let arrive: (response: Response) => void = () => undefined
    vi.stubGlobal('fetch', (request: Request) => {
      sent.push(request.method)
      return request.method === 'PUT' ? new Promise<Response>((resolve) => (arrive = resolve)) : Promise.resolve(answer())
    })
    const { result } = renderHook(() => useDayActions(), { wrapper: within(new QueryClient()) })

    const putOff = result.current.notToday(item)
    await waitFor(() => expect(sent).toEqual(['PUT']))
    const back = result.current.bringAllBack()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(sent).toEqual(['PUT'])

    arrive(answer())
    await Promise.all([putOff, back])
    expect(sent).toEqual(['PUT', 'DELETE'])
  })
})
