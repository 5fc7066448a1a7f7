import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { isProblem } from '@/api/problem'
import { problemText } from '@/api/problems'
import { patchRecord, recordQuery } from '@/api/records'
import { inTurn } from '@/api/turns'
import type { FieldMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { readRow, writeRow } from './rows'
import { undoOf } from './takeBack'
import { sameValue, wireValue } from './values'

/// Two people changed the same field: what stands, what was typed, and the choice between them.
export type Conflict = { field: FieldMeta; mine: unknown; theirs: unknown; current: Row }

type Site = { queries: QueryClient; object: string; path: string; onConflict: (conflict: Conflict) => void }

async function saveField(site: Site, row: Row, field: FieldMeta, value: unknown): Promise<void> {
  const { queries, object, path } = site
  const before = row[field.key]
  if (sameValue(before, value)) return
  writeRow(queries, object, row.id, (r) => ({ ...r, [field.key]: value }))
  try {
    const { data: saved, changeSet } = await inTurn(row.id, () => {
      const known = readRow(queries, object, row.id) ?? row
      return patchRecord(path, row.id, known.version, { [field.key]: wireValue(value) })
    })
    // The server may have tidied the value (a phone in E.164): its answer is what stands.
    const stored = { ...saved, [field.key]: saved[field.key] ?? value }
    writeRow(queries, object, row.id, (r) => ({ ...r, version: saved.version, [field.key]: stored[field.key] }))
    void queries.invalidateQueries({ queryKey: [object, 'aggregate'] })
    void queries.invalidateQueries({ queryKey: [object, 'timeline', row.id] })
    toast(t('saved', { field: field.label }), undoOf(queries, changeSet))
  } catch (error) {
    writeRow(queries, object, row.id, (r) => ({ ...r, [field.key]: before }))
    if (!isProblem(error, 'VERSION_CONFLICT')) {
      toast(problemText(error), { tone: 'problem' })
      return
    }
    const current = error.current ?? (await queries.fetchQuery({ ...recordQuery(object, path, row.id), staleTime: 0 }))
    writeRow(queries, object, row.id, (r) => ({ ...r, ...current }))
    // Someone changed another field: nothing to decide, save on top of it.
    if (sameValue(current[field.key], before) && current.version !== row.version) await saveField(site, current, field, value)
    else site.onConflict({ field, mine: value, theirs: current[field.key], current })
  }
}

/// Changes one field of a record: shown at once, saved behind, undone from the message that follows. A version clash
/// becomes a `conflict` to be decided, never a lost value.
export function useFieldPatch(object: string, path: string) {
  const queries = useQueryClient()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const save = useCallback(
    (row: Row, field: FieldMeta, value: unknown) => saveField({ queries, object, path, onConflict: setConflict }, row, field, value),
    [queries, object, path],
  )
  const resolve = useCallback(
    (choice: 'mine' | 'theirs') => {
      if (!conflict) return
      setConflict(null)
      if (choice === 'mine') void save(conflict.current, conflict.field, conflict.mine)
    },
    [conflict, save],
  )
  return { save, conflict, resolve }
}
