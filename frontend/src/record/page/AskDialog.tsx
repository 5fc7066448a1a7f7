import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { askForRecord } from '@/api/assignmentRequests'
import { fieldProblem } from '@/api/problems'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/ask'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { isPerson } from '../values'

/// Asks those who may assign it for a record that is another's.
export function AskDialog({ meta, record, onClose }: { meta: ObjectMeta; record: RecordView; onClose: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const owner = isPerson(record['owner']) ? record['owner'] : null
  const ask = useMutation({
    mutationFn: (why: string) => askForRecord(meta.key, record.id, why),
    meta: { shown: true },
    onSuccess: ({ status }) => {
      onClose()
      toast(t(status === 'approved' ? 'ask.approved' : 'ask.sent'))
      void queries.invalidateQueries({ queryKey: [meta.key] })
    },
  })
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('ask.title')}
      description={owner?.name ? t('ask.text.of', { name: owner.name }) : t('ask.text')}
      onSubmit={() => reason.trim() !== '' && !ask.isPending && ask.mutate(reason.trim())}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={reason.trim() === ''} busy={ask.isPending}>
            {t('ask.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={ask.error} fields={['reason']} />
        <Field label={t('ask.reason')} hint={t('ask.reason.hint')} error={fieldProblem(ask.error, 'reason')}>
          <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
