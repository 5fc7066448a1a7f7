import { infiniteQueryOptions } from '@tanstack/react-query'
import { cursorOf } from './client'
import { Problem } from './problem'

/// Mails that are kept instead of sent while samples are tried out. Not part of the described API, so written by hand.
export type CaughtMail = { id: string; recipient: string; subject: string; text: string; at: string }

export const caughtMailsQuery = infiniteQueryOptions({
  queryKey: ['caught-mails'],
  queryFn: async ({ pageParam, signal }) => {
    const response = await fetch(`/api/v1/mail/caught${pageParam === null ? '' : `?cursor=${pageParam}`}`, { signal }).catch(() => {
      throw Problem.offline()
    })
    if (!response.ok) throw await Problem.of(response)
    const { data, meta } = (await response.json()) as { data: CaughtMail[]; meta?: Record<string, unknown> }
    return { mails: data, cursor: cursorOf(meta ?? {}) }
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.cursor,
  retry: false,
})
