import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmAuthenticator, type Enrolment } from '@/api/factors'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

/// Shows the secret to the app, as a picture and as text, and takes its first code.
export function EnrolDialog({ enrolment, onDone, onClose }: { enrolment: Enrolment; onDone: (codes: string[]) => void; onClose: () => void }) {
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const confirm = useMutation({
    mutationFn: () => confirmAuthenticator(code.trim()),
    meta: { shown: true },
    onSuccess: (codes) => {
      toast(t('factors.app.ready'))
      onDone(codes)
    },
  })
  return (
    <FormDialog
      title={t('factors.app')}
      description={t('factors.app.scan')}
      size="sm"
      dirty={false}
      busy={confirm.isPending}
      submit={t('factors.app.confirm')}
      onSubmit={() => {
        setChecked(true)
        if (code.trim() !== '') confirm.mutate()
      }}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={confirm.error} />
        <img className="mx-auto size-48 rounded-control bg-white" alt={t('factors.app.qr')} src={`data:image/svg+xml,${encodeURIComponent(enrolment.qrCode)}`} />
        <div className="flex flex-col gap-1">
          <span className="text-12 font-medium text-ink-2">{t('factors.app.key')}</span>
          <bdi className="font-mono break-all select-all">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</bdi>
        </div>
        <Field label={t('factors.app.code')} error={checked && code.trim() === '' ? t('factors.code.missing') : undefined}>
          <Input autoFocus inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(e) => setCode(e.target.value)} />
        </Field>
      </div>
    </FormDialog>
  )
}
