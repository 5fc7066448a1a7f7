import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { giveBack } from '@/api/recycling'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/giveBack'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

/// Gives a record up, for a colleague to take.
export function GiveBackDialog({ meta, record, title, onClose }: { meta: ObjectMeta; record: RecordView; title: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: (why: string) => giveBack(meta.key, record.id, record.version, why),
    meta: { shown: true },
    onSuccess: () => {
      onClose()
      toast(t('giveBack.done', { title }))
      void queries.invalidateQueries({ queryKey: ['recycling'] })
      void queries.invalidateQueries({ queryKey: [meta.key] })
    },
  })
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('giveBack.title')}
      description={t('giveBack.text')}
      onSubmit={() => reason.trim() !== '' && !give.isPending && give.mutate(reason.trim())}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={reason.trim() === ''} busy={give.isPending}>
            {t('giveBack.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={give.error} fields={['reason']} />
        <Field label={t('giveBack.reason')} hint={t('giveBack.reason.hint')} error={fieldProblem(give.error, 'reason')}>
          <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
