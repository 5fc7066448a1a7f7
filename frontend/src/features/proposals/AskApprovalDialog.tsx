import '@/i18n/packs/approvals'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import type { RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { askApproval } from './queries'

type Props = { record: RecordView; onClose: () => void; onAsked: (needed: boolean) => void }

/// Asks whoever decides to consent to what one may not send by oneself.
export function AskApprovalDialog({ record, onClose, onAsked }: Props) {
  const [note, setNote] = useState('')
  const ask = useMutation({
    mutationFn: () => askApproval(record.id, record.version, note.trim()),
    meta: { shown: true },
    onSuccess: ({ needed }) => onAsked(needed),
  })
  return (
    <FormDialog title={t('proposal.ask')} description={t('proposal.ask.text')} dirty={note !== ''} busy={ask.isPending} submit={t('approvals.ask')} onSubmit={() => ask.mutate()} onClose={onClose}>
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={ask.error} fields={['note']} />
        <Field label={t('approvals.note')} hint={t('approvals.note.hint')} optional error={fieldProblem(ask.error, 'note')}>
          <TextArea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </FormDialog>
  )
}
