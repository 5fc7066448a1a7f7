import '@/i18n/packs/secret'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { signInOptionsQuery } from '@/api/auth'
import { createUser } from '@/api/people'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SecretOnce } from '@/ui/SecretOnce'
import { toast } from '@/ui/toast'
import { required, useForm } from '@/ui/useForm'
import { emailProblem, OWN_REACH, PeopleFields } from './PeopleFields'

const EMPTY = { name: '', email: '', roleIds: [] as string[], teamId: null as string | null, managerId: null as string | null, phone: '', ...OWN_REACH }

export function NewUserDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const { data: offers } = useQuery(signInOptionsQuery)
  const create = useMutation({
    mutationFn: createUser,
    meta: { shown: true },
    onSuccess: ({ user, oneTimePassword }) => {
      onCreated()
      if (oneTimePassword) return
      toast(t('users.invited', { email: user.email }))
      onClose()
    },
  })
  const form = useForm(EMPTY, {
    error: create.error,
    codes: { EMAIL_TAKEN: 'email' },
    checks: {
      name: required(t('name.missing')),
      email: emailProblem,
      roleIds: (ids) => (ids.length > 0 ? undefined : t('users.roles.missing')),
    },
  })
  const { values } = form
  const submit = () => {
    if (form.check()) create.mutate({ ...values, name: values.name.trim(), email: values.email.trim(), phone: values.phone.trim() || null })
  }
  if (create.data?.oneTimePassword) return <Created name={create.data.user.name} email={create.data.user.email} secret={create.data.oneTimePassword} onClose={onClose} />
  return (
    <FormDialog
      title={t('users.new')}
      description={t(offers?.mail ? 'users.new.text.invite' : 'users.new.text')}
      dirty={form.dirty}
      busy={create.isPending}
      submit={t(offers?.mail ? 'users.invite' : 'users.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        {!form.placed && <ProblemAlert error={create.error} fields={Object.keys(EMPTY)} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('users.name')} {...form.field('name')}>
            <Input autoFocus autoComplete="off" value={values.name} onChange={(e) => form.set('name', e.target.value)} />
          </Field>
          <Field label={t('users.email')} {...form.field('email')}>
            <Input type="email" autoComplete="off" autoCapitalize="none" value={values.email} onChange={(e) => form.set('email', e.target.value)} />
          </Field>
        </div>
        <PeopleFields form={form} />
      </div>
    </FormDialog>
  )
}

type CreatedProps = { name: string; email: string; secret: string; onClose: () => void }

function Created({ name, email, secret, onClose }: CreatedProps) {
  const [kept, setKept] = useState(false)
  return (
    <Dialog
      open
      // A stray click or Escape must not take the only copy away.
      onOpenChange={() => setKept(true)}
      title={t('users.created', { name })}
      description={t('users.created.text', { email })}
      footer={
        <Button variant="primary" autoFocus onClick={onClose}>
          {t('secret.done')}
        </Button>
      }
    >
      <SecretOnce label={t('users.oneTime')} secret={secret} />
      {kept && (
        <p role="status" className="mt-3 font-medium">
          {t('secret.confirm')}
        </p>
      )}
    </Dialog>
  )
}
