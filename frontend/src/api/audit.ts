import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf } from './client'
import type { Schemas } from './types'

/// Who changed what, and who came in or tried.
export type AuditEntry = Schemas['AuditEntry']
export type SecurityEvent = Schemas['SecurityEventView']
export type Span = { from?: string | undefined; to?: string | undefined }
export type ChangesSearch = Span & { actor?: string | undefined; object?: string | undefined }
export type SecuritySearch = Span & { user?: string | undefined; kind?: string | undefined }

const PAGE = 50
const FIRST = { initialPageParam: null as string | null }

export const changesQuery = (search: ChangesSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'changes', search],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, limit: PAGE, cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET('/api/v1/audit/changes', { params: { query }, signal }))
      return { rows: data, cursor: cursorOf(meta) }
    },
    getNextPageParam: (last) => last.cursor,
    ...FIRST,
  })

export const securityQuery = (search: SecuritySearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'security', search],
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, limit: PAGE, cursor: pageParam ?? undefined }
      const { data, meta } = await answerOf(api.GET('/api/v1/audit/security-events', { params: { query }, signal }))
      return { rows: data, cursor: cursorOf(meta) }
    },
    getNextPageParam: (last) => last.cursor,
    ...FIRST,
  })

export const exportChanges = async (query: ChangesSearch) => (await api.GET('/api/v1/audit/changes/export', { params: { query }, parseAs: 'blob' })).data as Blob | undefined
export const exportSecurity = async (query: SecuritySearch) => (await api.GET('/api/v1/audit/security-events/export', { params: { query }, parseAs: 'blob' })).data as Blob | undefined
