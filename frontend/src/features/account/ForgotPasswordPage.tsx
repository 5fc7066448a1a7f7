import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { requestPasswordLink, signInOptionsQuery } from '@/api/auth'
import '@/i18n/packs/passwords'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { AuthFrame } from './AuthFrame'
import { rememberedCompany } from './company'

const LINK = 'font-medium text-accent underline underline-offset-2'

/// Asks for a link by mail. The answer is the same whether or not there is such a person, and so are its words here.
export function ForgotPasswordPage() {
  const options = useQuery(signInOptionsQuery)
  const [tenant, setTenant] = useState(rememberedCompany)
  const [email, setEmail] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const ask = useMutation({ mutationFn: requestPasswordLink, meta: { shown: true } })
  useEffect(() => {
    document.title = `${t('forgot.title')} · ${t('app.name')}`
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const who = { tenant: tenant.trim().toLowerCase(), email: email.trim() }
    const missing = who.tenant === '' || who.email === ''
    setIncomplete(missing)
    if (!missing) ask.mutate(who)
  }
  const back = (
    <Link to="/sign-in" className={`self-center ${LINK}`}>
      {t('forgot.back')}
    </Link>
  )
  if (options.data?.mail === false)
    return (
      <AuthFrame title={t('forgot.title')} lead={t('forgot.noMail')}>
        <div className="flex flex-col">{back}</div>
      </AuthFrame>
    )
  if (ask.isSuccess)
    return (
      <AuthFrame title={t('forgot.sent')} lead={t('forgot.sent.lead', { email: email.trim() })}>
        <div className="flex flex-col gap-4" role="status">
          <p className="text-ink-2">{t('forgot.sent.hint')}</p>
          {options.data?.caughtMails && (
            <Link to="/mails" className={LINK}>
              {t('mails.open')}
            </Link>
          )}
          {back}
        </div>
      </AuthFrame>
    )
  return (
    <AuthFrame title={t('forgot.title')} lead={t('forgot.lead')}>
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
        {incomplete ? (
          <p role="alert" className="rounded-card bg-bad-soft px-3 py-2 font-medium text-bad">
            {t('forgot.missing')}
          </p>
        ) : (
          <ProblemAlert error={ask.error} />
        )}
        <Field label={t('signIn.tenant')} hint={t('signIn.tenant.hint')}>
          <Input name="organization" autoComplete="organization" autoCapitalize="none" spellCheck={false} value={tenant} onChange={(e) => setTenant(e.target.value)} />
        </Field>
        <Field label={t('signIn.email')}>
          <Input type="email" name="username" autoComplete="username" autoCapitalize="none" autoFocus value={email} onChange={(e) => setEmail(e.target.value)} />
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={ask.isPending}>
          {t('forgot.submit')}
        </Button>
        {back}
      </form>
    </AuthFrame>
  )
}
