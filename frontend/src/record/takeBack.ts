import type { QueryClient } from '@tanstack/react-query'
import { api, changeSetOf } from '@/api/client'
import { problemText } from '@/api/problems'
import { metaQuery, pathOf, recordQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { readRow, removeRow, writeRow } from './rows'

/// The way back from one request, whatever it wrote: all of it or nothing, by the server. What follows says so and
/// offers to do it again. Nothing when the answer named no change set: then there is no way back.
export function undoOf(queries: QueryClient, changeSet: string | null): { undo?: () => Promise<void> } {
  return changeSet === null ? {} : { undo: () => takeBack(queries, changeSet, false) }
}

async function takeBack(queries: QueryClient, changeSet: string, again: boolean): Promise<void> {
  const { data, response } = await api.POST('/api/v1/change-sets/{id}/undo', { params: { path: { id: changeSet } } })
  await Promise.all((data?.data ?? []).map((ref) => readAgain(queries, ref.object, ref.id)))
  const back = changeSetOf(response)
  if (back === null) return
  if (again) toast(t('undo.redone'), { undo: () => takeBack(queries, back, false) })
  else toast(t('undo.done'), { action: { label: t('undo.redo'), run: () => void takeBack(queries, back, true).catch((error: unknown) => toast(problemText(error), { tone: 'problem' })) } })
}

/// A row on screen is mended where it stands; only lists that gained one are read anew.
async function readAgain(queries: QueryClient, object: string, id: string): Promise<void> {
  void queries.invalidateQueries({ queryKey: [object], predicate: ({ queryKey }) => queryKey[1] !== 'list' })
  const meta = queries.getQueryData(metaQuery(object).queryKey)
  const known = readRow(queries, object, id) !== undefined
  const record = meta && known ? await queries.fetchQuery({ ...recordQuery(object, pathOf(meta), id), staleTime: 0 }).catch(() => null) : undefined
  if (record === undefined) void queries.invalidateQueries({ queryKey: [object, 'list'] })
  else if (record === null || record['deleted'] === true) removeRow(queries, object, id)
  else writeRow(queries, object, id, (row) => ({ ...row, ...record }))
}
