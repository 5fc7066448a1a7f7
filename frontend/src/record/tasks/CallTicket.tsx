import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { problemText } from '@/api/problems'
import { metaQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { drawForm } from '../forms'
import { recordHref } from '../links'
import { callDraftQuery, ticketOfCall } from './callTicket'
import type { Task } from './task'

const TICKET = 'ticket'

/// A call becomes a ticket: the form of a new one with what the call says, or the way to the one it became before.
export function CallTicket({ task, onClose }: { task: Task; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { data: meta } = useQuery(metaQuery(TICKET))
  const { data: draft, error } = useQuery(callDraftQuery(task.id))
  const open = (id: string) => void navigate({ to: recordHref(TICKET, id) ?? '.' })
  const there = draft?.ticket
  useEffect(() => {
    if (error === null && !there) return
    onClose()
    if (there) open(there)
    toast(there ? t('tasks.ticket.there') : problemText(error), there ? {} : { tone: 'problem' })
    // Once, when the answer has come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [error, there])
  if (!meta || !draft || there) return null
  const send = async (values: Record<string, unknown>) => {
    const made = await ticketOfCall(task.id, values)
    if (task.parent) void queries.invalidateQueries({ queryKey: [task.parent.object, 'timeline', task.parent.id] })
    return made
  }
  return <Suspense>{drawForm(TICKET, { meta, given: draft.values, send, onClose, onOpen: ({ id }) => open(id) })}</Suspense>
}
