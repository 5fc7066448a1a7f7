import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { live } from '@/api/live'
import { recordQuery } from '@/api/records'
import type { RecordView } from '@/api/types'
import { sameValue } from './values'

const TINT_MS = 2_000
const NOTHING: ReadonlySet<string> = new Set()

/// The fields two versions of a record differ in. Bookkeeping that changes with every write is no news.
export function changedFields(before: RecordView, after: RecordView): string[] {
  return Object.keys(after).filter((key) => !['version', 'updatedAt', 'updatedBy', 'can', 'masked', 'favourite'].includes(key) && !sameValue(before[key], after[key]))
}

/// A record kept true while it is looked at. `changed` names the fields someone else has just changed.
export function useRecord(object: string, path: string, id: string) {
  const queries = useQueryClient()
  const result = useQuery(recordQuery(object, path, id))
  const [changed, setChanged] = useState<{ id: string; fields: ReadonlySet<string> }>({ id, fields: NOTHING })

  useEffect(() => {
    const leave = live.watch(`record:${object}:${id}`)
    const stop = live.onFrame(({ type, data }) => {
      if (data['id'] !== id || !type.startsWith(`${object}.`)) return
      const before = queries.getQueryData<RecordView>([object, 'record', id])
      // Our own write came back: nothing new in it.
      if (!before || (typeof data['version'] === 'number' && data['version'] <= before.version)) return
      void queries
        .fetchQuery({ ...recordQuery(object, path, id), staleTime: 0 })
        .then((after) => setChanged({ id, fields: new Set(changedFields(before, after)) }))
        .catch(() => queries.invalidateQueries({ queryKey: [object, 'record', id] }))
      for (const part of ['timeline', 'transitions', 'statusHistory']) void queries.invalidateQueries({ queryKey: [object, part, id] })
    })
    return () => {
      stop()
      leave()
    }
  }, [queries, object, path, id])

  useEffect(() => {
    if (changed.fields.size === 0) return
    const timer = setTimeout(() => setChanged({ id, fields: NOTHING }), TINT_MS)
    return () => clearTimeout(timer)
  }, [changed, id])

  return { ...result, changed: changed.id === id ? changed.fields : NOTHING }
}
