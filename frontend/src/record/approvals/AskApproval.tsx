import '@/i18n/packs/approvals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { APPROVALS, approvalQuery, askForApproval } from '@/api/approvals'
import type { Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { ApprovalItem } from './ApprovalItem'

export type ApprovalAsk = Extract<Schemas['Ask'], { type: 'approval' }>

type Props = {
  object: string
  record: string
  ask: ApprovalAsk
  to: string
  label: string
  /// Fields the status wants and the record has not got: consent to what is not there yet would count for nothing.
  lacking: readonly string[]
  onClose: () => void
}

/// Asks for somebody's consent in place of the move that needs it, or shows how far it is.
export function AskApproval({ object, record, ask, to, label, lacking, onClose }: Props) {
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const pending = ask.state === 'pending' && ask.request !== undefined
  const sending = useMutation({
    mutationFn: () => askForApproval(object, record, to, note.trim() === '' ? null : note.trim()),
    meta: { shown: true },
    onSuccess: ({ needed, approval }) => {
      onClose()
      const people = approval?.approvers.map(({ person }) => person.name ?? t('filter.someone')).join(', ') ?? ''
      toast(needed ? t('approvals.sent', { people }) : t('approvals.notNeeded', { status: label }))
      void queries.invalidateQueries({ queryKey: APPROVALS })
      void queries.invalidateQueries({ queryKey: [object] })
    },
  })
  if (pending) {
    return (
      <div className="flex flex-col gap-3">
        <Pending id={ask.request ?? ''} />
        <div className="flex justify-end">
          <Button autoFocus onClick={onClose}>
            {t('word.done')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (lacking.length === 0 && !sending.isPending) sending.mutate()
      }}
    >
      <p className={ask.state === 'rejected' ? 'rounded-card bg-bad-soft px-3 py-2 text-bad [overflow-wrap:anywhere]' : 'rounded-card bg-warn-soft px-3 py-2 text-warn'}>
        {ask.state === 'rejected' ? t('approvals.wasRejected', { reason: ask.reason ?? '' }) : t('approvals.needed', { status: label })}
      </p>
      <ProblemAlert error={sending.error} />
      {lacking.length > 0 ? (
        <p>{t('approvals.lacking', { fields: lacking.join(', ') })}</p>
      ) : (
        <Field label={t('approvals.note')} hint={t('approvals.note.hint')} optional>
          <TextArea rows={2} autoFocus maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      )}
      <div className="flex items-center justify-end gap-2">
        <Button onClick={onClose}>{t('word.cancel')}</Button>
        <Button type="submit" variant="primary" busy={sending.isPending} disabled={lacking.length > 0}>
          {t('approvals.ask')}
        </Button>
      </div>
    </form>
  )
}

function Pending({ id }: { id: string }) {
  const { data, error } = useQuery(approvalQuery(id))
  if (error !== null) return <ProblemAlert error={error} />
  return data ? (
    <ul>
      <ApprovalItem approval={data} />
    </ul>
  ) : (
    <Skeleton className="h-32" />
  )
}
