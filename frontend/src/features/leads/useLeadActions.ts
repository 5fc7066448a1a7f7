import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '@/api/client'
import { isProblem } from '@/api/problem'
import { deleteRecord, restoreRecord } from '@/api/records'
import type { RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { usePeek } from '@/record/peek'
import { removeRow, writeRow } from '@/record/rows'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'
import { LEADS } from './queries'

/// What the head of a lead offers besides its fields.
export function useLeadActions(lead: RecordView) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const peek = usePeek()
  const reload = () => queries.invalidateQueries({ queryKey: ['lead'] })
  const show = (change: (row: RecordView) => RecordView) => writeRow(queries, 'lead', lead.id, (row) => change(row as RecordView))

  const star = useMutation({
    mutationFn: async (on: boolean) => {
      const params = { path: { id: lead.id } }
      await (on ? api.PUT('/api/v1/leads/{id}/favourite', { params }) : api.DELETE('/api/v1/leads/{id}/favourite', { params }))
    },
    onMutate: (on) => show((row) => ({ ...row, favourite: on })),
    onError: (_error, on) => show((row) => ({ ...row, favourite: !on })),
  })
  const restore = useMutation({
    mutationFn: () => restoreRecord(LEADS, lead.id),
    onSuccess: () => {
      toast(t('lead.restored'))
      void reload()
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteRecord(LEADS, lead.id, lead.version),
    onSuccess: async (changeSet) => {
      removeRow(queries, 'lead', lead.id)
      if (peek) peek.onClose()
      else await navigate({ to: '/leads' })
      queries.removeQueries({ queryKey: ['lead', 'record', lead.id] })
      void reload()
      toast(t('lead.deleted'), undoOf(queries, changeSet))
    },
    onError: (error) => {
      if (!isProblem(error, 'VERSION_CONFLICT')) return
      toast(t('problem.VERSION_CONFLICT'), { tone: 'problem' })
      void reload()
    },
  })
  return { star, restore, remove }
}
