import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { passkeysWork, type Proof, signWithPasskey } from '@/api/factors'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemAlert } from '@/ui/ProblemAlert'

type Props = {
  title: string
  text: string
  confirm: string
  /// What else is typed: the code that is given up, or a name.
  asks?: 'code' | 'name'
  mayUsePasskey: boolean
  run: (given: { proof: Proof; typed: string }) => Promise<void>
  onClose: () => void
}

/// Asks for the person again before his second factors change: his password, or a passkey he has.
export function ProofDialog({ title, text, confirm, asks, mayUsePasskey, run, onClose }: Props) {
  const [password, setPassword] = useState('')
  const [typed, setTyped] = useState('')
  const [checked, setChecked] = useState(false)
  const act = useMutation({ mutationFn: async (by: 'password' | 'passkey') => run({ proof: by === 'password' ? { password } : { passkey: await signWithPasskey() }, typed: typed.trim() }), meta: { shown: true } })
  const missing = asks !== undefined && typed.trim() === ''
  const submit = (by: 'password' | 'passkey') => {
    setChecked(true)
    if (!missing && (by === 'passkey' || password !== '')) act.mutate(by)
  }
  return (
    <FormDialog title={title} description={text} size="sm" dirty={false} busy={act.isPending} submit={confirm} onSubmit={() => submit('password')} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <ProblemAlert error={act.error} fields={['name']} />
        {asks === 'name' && (
          <Field label={t('factors.passkeys.name')} hint={t('factors.passkeys.name.hint')} error={checked && missing ? t('name.missing') : fieldProblem(act.error, 'name')}>
            <Input autoFocus autoComplete="off" maxLength={100} value={typed} onChange={(e) => setTyped(e.target.value)} />
          </Field>
        )}
        {asks === 'code' && (
          <Field label={t('factors.app.remove.code')} error={checked && missing ? t('factors.code.missing') : undefined}>
            <Input autoFocus autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} value={typed} onChange={(e) => setTyped(e.target.value)} />
          </Field>
        )}
        <Field label={t('factors.proof')} error={checked && password === '' && act.isIdle ? t('factors.proof.missing') : undefined}>
          <PasswordInput autoComplete="current-password" autoFocus={asks === undefined} value={password} onChange={setPassword} />
        </Field>
        {mayUsePasskey && passkeysWork() && (
          <Button disabled={act.isPending} onClick={() => submit('passkey')}>
            {t('factors.proof.passkey')}
          </Button>
        )}
      </div>
    </FormDialog>
  )
}
