import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { answerOf, api, cursorOf, ON_DEVICE, once } from '@/api/client'
import { at } from '@/api/spine'
import type { Person, Schemas } from '@/api/types'
import { dayIn } from '@/i18n/format'

export type FieldChange = Schemas['FieldChange']

/// What an entry tells depends on its verb; these are the members our own words use.
export type Entry = Schemas['Activity'] & {
  data: {
    changes?: FieldChange[]
    commentId?: string
    text?: string | null
    edited?: boolean
    version?: number | null
    mentions?: Person[]
    from?: string
    fromLabel?: string
    to?: string
    toLabel?: string
    reason?: string
    title?: string
    outcome?: string | null
    [extra: string]: unknown
  }
}

export type Feed = { entries: Entry[]; cursor: string | null }

/// What the filter of a timeline offers, and the verbs each part stands for.
export const KINDS = {
  all: [],
  remarks: ['commented'],
  status: ['transitioned', 'approvalAsked', 'approvalStepGiven', 'approvalGiven', 'approvalRejected', 'approvalDelegated', 'approvalWithdrawn', 'approvalLapsed', 'approvalWaived'],
  changes: ['updated', 'created', 'deleted', 'restored', 'resubmitted', 'reassigned', 'assigned', 'passedOn', 'nobodyLeft', 'recycled', 'taken', 'requested', 'requestRejected', 'escalated', 'slaWarned', 'rated', 'ratingLinkTaken', 'ratingAsked', 'splitOff', 'callTicketed', 'macroUsed', 'linesChanged', 'sent', 'linkTaken', 'viewed', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded', 'proposalSent', 'proposalAccepted', 'proposalDeclined', 'proposalExpired', 'shared', 'unshared', 'converted', 'merged', 'split'],
  tasks: ['taskCreated', 'taskCompleted', 'taskPostponed', 'taskCanceled', 'taskReopened', 'taskStarted', 'taskReassigned'],
} as const satisfies Record<string, readonly string[]>

export type Kind = keyof typeof KINDS

export const timelineQuery = (object: string, path: string, id: string, kind: Kind, related = false) =>
  infiniteQueryOptions({
    queryKey: [object, 'timeline', id, kind, ...(related ? ['related'] : [])],
    meta: ON_DEVICE,
    queryFn: async ({ pageParam, signal }): Promise<Feed> => {
      const query = { kinds: KINDS[kind].join(',') || undefined, cursor: pageParam ?? undefined, ...(related && { related }) }
      const { data, meta } = await answerOf(api.GET(at(path, '/{id}/timeline'), { params: { path: { id }, query }, signal }))
      return { entries: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
  })

const COMMENT = '/{id}/comments/{commentId}'

export const addComment = (path: string, id: string, text: string, mentions: string[], key?: string) =>
  api.POST(at(path, '/{id}/comments'), { params: { path: { id } }, body: { text, mentions }, ...once(key) })
export const editComment = (path: string, id: string, commentId: string, body: Schemas['CommentChange']) =>
  api.PATCH(at(path, COMMENT), { params: { path: { id, commentId } }, body })
export const deleteComment = (path: string, id: string, commentId: string) => api.DELETE(at(path, COMMENT), { params: { path: { id, commentId } } })

/// A remark is on screen before the server has it; `pending` says so.
export const PENDING = 'pending:'

export function showAtOnce(queries: QueryClient, object: string, id: string, entry: Entry): void {
  for (const kind of ['all', 'remarks'] as const) {
    queries.setQueriesData<InfiniteData<Feed, string | null>>({ queryKey: [object, 'timeline', id, kind] }, (feed) => {
      const [first, ...rest] = feed?.pages ?? []
      return feed && first ? { ...feed, pages: [{ ...first, entries: [entry, ...first.entries] }, ...rest] } : feed
    })
  }
}

/// It waits elsewhere, or was refused: no longer as if the server had it.
export function takeAway(queries: QueryClient, object: string, id: string, entryId: string): void {
  queries.setQueriesData<InfiniteData<Feed, string | null>>({ queryKey: [object, 'timeline', id] }, (feed) =>
    feed?.pages.some(({ entries }) => entries.some((entry) => entry.id === entryId))
      ? { ...feed, pages: feed.pages.map((page) => ({ ...page, entries: page.entries.filter((entry) => entry.id !== entryId) })) }
      : feed,
  )
}

const TOGETHER_MS = 10 * 60_000

/// Several edits by one person within minutes read as one: first value before, last value after; what was put back as it
/// was is no change. Entries come newest first.
export function together(entries: readonly Entry[]): Entry[] {
  const merged: Entry[] = []
  for (const entry of entries) {
    const later = merged.at(-1)
    const joins =
      later?.verb === 'updated' &&
      entry.verb === 'updated' &&
      later.actor?.id === entry.actor?.id &&
      later.of?.id === entry.of?.id &&
      new Date(later.at).getTime() - new Date(entry.at).getTime() <= TOGETHER_MS
    if (later && joins) merged[merged.length - 1] = { ...later, data: { ...later.data, changes: joined(entry.data.changes ?? [], later.data.changes ?? []) } }
    else merged.push(entry)
  }
  return merged.filter((entry) => entry.verb !== 'updated' || (entry.data.changes?.length ?? 0) > 0)
}

function joined(earlier: readonly FieldChange[], later: readonly FieldChange[]): FieldChange[] {
  const all = new Map(earlier.map((change) => [change.field, change]))
  for (const change of later) {
    const first = all.get(change.field)
    all.set(change.field, first ? { ...change, before: first.before } : change)
  }
  return [...all.values()].filter((change) => JSON.stringify(change.before ?? null) !== JSON.stringify(change.after ?? null))
}

/// By the reader's calendar day, newest first.
export function byDay(entries: readonly Entry[]): { day: string; entries: Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayIn(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
