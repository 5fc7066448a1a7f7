import { useMemo } from 'react'
import { isProblem, Problem } from '@/api/problem'
import { t } from '@/i18n/t'
import { type Draft, lacks, problemsByRow, type RowProblems } from './draft'

type Found = { rows: RowProblems; others: string[]; lacking: number; first: string | null }

/// What is wrong, by row: what the server said about what was sent, and what is missing now.
export function useRowProblems(draft: Draft, error: unknown, sent: Draft | undefined, checked: boolean): Found {
  return useMemo(() => {
    const server = problemsByRow(error instanceof Problem ? error.errors : [], sent?.statuses.map(({ uid }) => uid) ?? [])
    const missing = lacks(draft)
    const rows = new Map([...server.rows].filter(([uid]) => draft.statuses.some((status) => status.uid === uid)))
    if (checked) {
      for (const { uid, at, code } of missing) {
        if (uid !== null) rows.set(uid, [...(rows.get(uid) ?? []), { at, message: t(`pipelines.lack.${code}`) }])
      }
    }
    return {
      rows,
      others: server.others.filter(({ pointer }) => pointer !== '/name').map(({ message }) => message),
      lacking: missing.length,
      first: missing.find(({ uid }) => uid !== null)?.uid ?? null,
    }
  }, [draft, error, sent, checked])
}

/// How many records stand in each status that would go.
export function usesOf(error: unknown): { key: string; count: number }[] | null {
  if (!isProblem(error, 'STATUS_IN_USE')) return null
  const statuses = error.body['statuses']
  if (typeof statuses !== 'object' || statuses === null) return []
  return Object.entries(statuses).map(([key, count]) => ({ key, count: Number(count) }))
}
