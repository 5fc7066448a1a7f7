import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { isProblem } from '@/api/problem'
import { problemText } from '@/api/problems'
import type { ObjectMeta, RecordView, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { readRow, writeRow } from '../rows'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { undoOf } from '../takeBack'
import { TASK } from '../tasks/task'
import { fullness, type MoveBody, moveBody, moveRecord, startForm } from './moving'
import { statusField } from './statusField'
import type { TransitionOption } from './transitions'

/// Moves records between statuses. Every way to do it ends here: the bar, the board, the grid, the palette.
export function useMove(meta: ObjectMeta, path: string) {
  const queries = useQueryClient()

  const settle = useCallback(() => {
    for (const part of ['transitions', 'statusHistory', 'timeline', 'aggregate', 'board']) void queries.invalidateQueries({ queryKey: [meta.key, part] })
    void queries.invalidateQueries({ queryKey: [TASK] })
  }, [queries, meta.key])

  /// Throws what the server refuses with; the caller has a form to show it in. Null when it waits for a connection.
  const send = useCallback(
    async (record: Row, option: TransitionOption, body: MoveBody): Promise<RecordView | null> => {
      const field = statusField(meta).key
      const title = String(record[meta.titleField] || record['number'] || '')
      const sent = await sendOrKeep(
        queries,
        { record: { object: meta.key, id: record.id, title }, work: { kind: 'move', path, field, before: String(record[field] ?? ''), label: option.label, body } },
        (key) => moveRecord(path, record.id, body, key),
      )
      if (sent === null) {
        writeRow(queries, meta.key, record.id, (row) => ({ ...row, [field]: option.to }))
        return null
      }
      const { data, changeSet } = sent
      writeRow(queries, meta.key, record.id, (row) => ({ ...row, ...data }))
      settle()
      toast(t('status.moved', { status: option.label }), undoOf(queries, changeSet))
      return data
    },
    [queries, meta, path, settle],
  )

  /// A move that asks for nothing: shown at once, taken back when the server refuses. True when it went through.
  const moveNow = useCallback(
    async function moveOne(record: Row, option: TransitionOption, force = false): Promise<boolean> {
      const status = statusField(meta).key
      const before = record[status]
      writeRow(queries, meta.key, record.id, (row) => ({ ...row, [status]: option.to }))
      try {
        const version = readRow(queries, meta.key, record.id)?.version ?? record.version
        await send(record, option, moveBody(option, startForm(option, NO_TASK), version, force))
        return true
      } catch (error) {
        writeRow(queries, meta.key, record.id, (row) => ({ ...row, [status]: before, ...(isProblem(error) ? error.current : undefined) }))
        void queries.invalidateQueries({ queryKey: [meta.key, 'transitions', record.id] })
        const full = fullness(error)
        if (full === null) toast(problemText(error), { tone: 'problem' })
        else
          toast(t('status.full', { status: option.label, limit: full.limit }), {
            tone: 'problem',
            ...(full.mayExceed ? { action: { label: t('status.force'), run: () => void moveOne({ ...record, ...readRow(queries, meta.key, record.id) }, option, true) } } : {}),
          })
        return false
      }
    },
    [queries, meta, send],
  )
  return { send, moveNow }
}

const NO_TASK = { title: '', dueAt: null, assignee: null }
