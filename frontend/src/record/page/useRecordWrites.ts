import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { deleteRecord, pathOf, restoreRecord, setFavourite } from '@/api/records'
import type { ObjectMeta, RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { usePeek } from '../peek'
import { removeRow, writeRow } from '../rows'
import { undoOf } from '../takeBack'

/// What the head of a record offers besides its fields.
export function useRecordWrites(meta: ObjectMeta, record: RecordView, title: string) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const peek = usePeek()
  const path = pathOf(meta)
  const reload = () => queries.invalidateQueries({ queryKey: [meta.key] })
  const show = (change: (row: RecordView) => RecordView) => writeRow(queries, meta.key, record.id, (row) => change(row as RecordView))

  const star = useMutation({
    mutationFn: (on: boolean) => setFavourite(path, record.id, on),
    onMutate: (on) => show((row) => ({ ...row, favourite: on })),
    onError: (_error, on) => show((row) => ({ ...row, favourite: !on })),
  })
  const restore = useMutation({
    mutationFn: () => restoreRecord(path, record.id),
    onSuccess: () => {
      toast(t('record.restored', { title }))
      void reload()
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteRecord(path, record.id, record.version),
    onSuccess: async (changeSet) => {
      removeRow(queries, meta.key, record.id)
      if (peek) peek.onClose()
      else await navigate({ to: path })
      queries.removeQueries({ queryKey: [meta.key, 'record', record.id] })
      void reload()
      toast(t('record.deleted', { title }), undoOf(queries, changeSet))
    },
    onError: (error) => {
      if (!isProblem(error, 'VERSION_CONFLICT')) return
      toast(t('problem.VERSION_CONFLICT'), { tone: 'problem' })
      void reload()
    },
  })
  return { star, restore, remove }
}
