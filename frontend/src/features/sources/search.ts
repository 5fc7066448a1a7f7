import type { ArrivalStatus } from '@/api/sources'

export const STATUSES: readonly ArrivalStatus[] = ['received', 'done', 'stale', 'failed']

export type SourcesSearch = { tab?: 'log' | undefined; source?: string | undefined; status?: ArrivalStatus | undefined }

export function parseSourcesSearch(search: Record<string, unknown>): SourcesSearch {
  const status = STATUSES.find((each) => each === search['status'])
  return {
    ...(search['tab'] === 'log' && { tab: 'log' as const }),
    ...(typeof search['source'] === 'string' && { source: search['source'] }),
    ...(status !== undefined && { status }),
  }
}
