import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { choosePassword, passwordLinkQuery } from '@/api/auth'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import '@/i18n/packs/passwords'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { AuthFrame } from './AuthFrame'
import { rememberCompany } from './company'

const SHORTEST = 12
const LINK = 'font-medium text-accent underline underline-offset-2'

/// Where links from mails lead. The token stands behind `#`, is read once and wiped from the address, so that it is in
/// no log, no history and no Referer.
export function ChoosePasswordPage() {
  const [token] = useState(() => window.location.hash.slice(1))
  const link = useQuery(passwordLinkQuery(token))
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname)
    document.title = `${t('choose.title')} · ${t('app.name')}`
  }, [])

  if (link.isPending)
    return (
      <AuthFrame title={t('choose.title')} lead={t('choose.looking')}>
        <SkeletonRows rows={2} />
      </AuthFrame>
    )
  if (link.isError) return <BadLink error={link.error} onRetry={() => void link.refetch()} />
  return <ChooseForm token={token} invited={link.data.purpose === 'invitation'} name={link.data.name} email={link.data.email} tenant={link.data.tenant} company={link.data.tenantName} />
}

function BadLink({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const dead = isProblem(error) && error.code.startsWith('LINK_')
  return (
    <AuthFrame title={dead ? t('choose.dead') : t('choose.title')} lead={dead ? t('choose.dead.lead') : t('choose.failed')}>
      <div className="flex flex-col gap-4">
        {dead ? <ProblemAlert error={error} /> : <ProblemAlert error={error} onRetry={onRetry} />}
        <Link to="/forgot-password" className={LINK}>
          {t('choose.again')}
        </Link>
        <Link to="/sign-in" className={LINK}>
          {t('forgot.back')}
        </Link>
      </div>
    </AuthFrame>
  )
}

type Props = { token: string; invited: boolean; name: string; email: string; tenant: string; company: string }

function ChooseForm({ token, invited, name, email, tenant, company }: Props) {
  const [newPassword, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const choose = useMutation({
    mutationFn: choosePassword,
    meta: { shown: true },
    onSuccess: () => rememberCompany(tenant),
  })
  if (choose.isSuccess)
    return (
      <AuthFrame title={t('choose.done')} lead={t('choose.done.lead', { email, company })}>
        <Link to="/sign-in" className={LINK} autoFocus>
          {t('choose.signIn')}
        </Link>
      </AuthFrame>
    )
  if (isProblem(choose.error) && choose.error.code.startsWith('LINK_')) return <BadLink error={choose.error} onRetry={() => choose.reset()} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (newPassword.length >= SHORTEST) choose.mutate({ token, newPassword })
  }
  return (
    <AuthFrame title={invited ? t('choose.welcome', { name }) : t('choose.title')} lead={t(invited ? 'choose.welcome.lead' : 'choose.lead', { email, company })}>
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
        <ProblemAlert error={choose.error} fields={['newPassword']} />
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field
          label={t('password.new')}
          hint={t('password.new.hint')}
          error={(checked && newPassword.length < SHORTEST ? t('password.short') : undefined) ?? fieldProblem(choose.error, 'newPassword')}
        >
          <PasswordInput autoComplete="new-password" autoFocus value={newPassword} onChange={setPassword} />
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={choose.isPending}>
          {t('password.submit')}
        </Button>
      </form>
    </AuthFrame>
  )
}
