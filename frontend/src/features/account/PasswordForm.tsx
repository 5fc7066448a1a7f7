import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changePassword } from '@/api/auth'
import { fieldProblem } from '@/api/problems'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemAlert } from '@/ui/ProblemAlert'

const SHORTEST = 12

export function PasswordForm({ oneTime = false, onDone }: { oneTime?: boolean; onDone: () => void }) {
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const [checked, setChecked] = useState(false)
  const change = useMutation({ mutationFn: changePassword, meta: { shown: true }, onSuccess: onDone })

  const weakness =
    newPassword.length < SHORTEST ? t('password.short') : newPassword === currentPassword ? t('password.same') : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (weakness === undefined && currentPassword !== '') change.mutate({ currentPassword, newPassword })
  }
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={submit}>
      <ProblemAlert error={change.error} fields={['currentPassword', 'newPassword']} />
      <Field
        label={oneTime ? t('password.current.oneTime') : t('password.current')}
        error={fieldProblem(change.error, 'currentPassword')}
      >
        <PasswordInput autoComplete="current-password" autoFocus={oneTime} value={currentPassword} onChange={setCurrent} />
      </Field>
      <Field
        label={t('password.new')}
        hint={t('password.new.hint')}
        error={(checked ? weakness : undefined) ?? fieldProblem(change.error, 'newPassword')}
      >
        <PasswordInput autoComplete="new-password" value={newPassword} onChange={setNew} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={change.isPending} className={oneTime ? 'w-full' : ''}>
          {t('password.submit')}
        </Button>
      </div>
    </form>
  )
}
