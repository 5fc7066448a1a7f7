import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { SecondStepView } from '@/api/auth'
import { answerWithCode, answerWithPasskey, passkeysWork } from '@/api/factors'
import type { Tokens } from '@/api/types'
import '@/i18n/packs/factors'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'

type Props = { step: SecondStepView; onDone: (tokens: Tokens) => void; onBack: () => void }

/// After the right password: a code, a recovery code or a passkey.
export function SecondStep({ step, onDone, onBack }: Props) {
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const typed = useMutation({ mutationFn: () => answerWithCode(step.challenge, code.trim()), meta: { shown: true }, onSuccess: onDone, onError: () => setCode('') })
  const signed = useMutation({ mutationFn: () => answerWithPasskey(step.challenge), meta: { shown: true }, onSuccess: onDone })
  const byApp = step.methods.includes('authenticator')
  const byPasskey = step.methods.includes('passkey') && passkeysWork()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signed.reset()
    setMissing(code.trim() === '')
    if (code.trim() !== '') typed.mutate()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <h2 className="font-semibold">{t('factors.step.title')}</h2>
      <ProblemAlert error={signed.error ?? typed.error} />
      {byPasskey && (
        <Button
          variant={byApp ? 'secondary' : 'primary'}
          size="lg"
          busy={signed.isPending}
          onClick={() => {
            typed.reset()
            signed.mutate()
          }}
        >
          {t('factors.step.passkey')}
        </Button>
      )}
      <Field label={byApp ? t('factors.step.code') : t('factors.step.recovery')} hint={byApp ? t('factors.step.hint') : undefined} error={missing && code.trim() === '' ? t('factors.code.missing') : undefined}>
        <Input autoFocus={byApp || !byPasskey} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={code} onChange={(e) => setCode(e.target.value)} />
      </Field>
      <Button type="submit" variant={byPasskey && !byApp ? 'secondary' : 'primary'} size="lg" busy={typed.isPending}>
        {t('factors.step.submit')}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {t('factors.step.back')}
      </Button>
    </form>
  )
}
