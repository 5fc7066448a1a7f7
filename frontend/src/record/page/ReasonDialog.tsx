import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'

type Props<R> = {
  title: string
  text: string
  label: string
  hint: string
  act: string
  send: (reason: string) => Promise<R>
  onDone: (answer: R) => void
  onClose: () => void
}

/// Does something that wants a reason, in one line.
export function ReasonDialog<R>({ title, text, label, hint, act, send, onDone, onClose }: Props<R>) {
  const [reason, setReason] = useState('')
  const doing = useMutation({
    mutationFn: send,
    meta: { shown: true },
    onSuccess: (answer) => {
      onClose()
      onDone(answer)
    },
  })
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      onSubmit={() => reason.trim() !== '' && !doing.isPending && doing.mutate(reason.trim())}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={reason.trim() === ''} busy={doing.isPending}>
            {act}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={doing.error} fields={['reason']} />
        <Field label={label} hint={hint} error={fieldProblem(doing.error, 'reason')}>
          <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
