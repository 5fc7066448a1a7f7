import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react'
import { type SecondStepView, signIn, signInOptionsQuery } from '@/api/auth'
import { Problem } from '@/api/problem'
import type { Tokens } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { PasswordInput } from '@/ui/PasswordInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Spinner } from '@/ui/Spinner'
import { AuthFrame } from './AuthFrame'
import { rememberCompany, rememberedCompany } from './company'

const Providers = lazy(() => import('./Providers').then((module) => ({ default: module.Providers })))
const SecondStep = lazy(() => import('./SecondStep').then((part) => ({ default: part.SecondStep })))

/// Plain named fields and a real form: password managers, pasting and Enter all work.
export function SignInPage() {
  const router = useRouter()
  const navigate = useNavigate()
  const { to, sso } = useSearch({ from: '/sign-in' })
  const offers = useQuery(signInOptionsQuery).data
  const [tenant, setTenant] = useState(rememberedCompany)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  // As remembered, or as left: asking at each letter would ask about companies nobody meant.
  const [company, setCompany] = useState(tenant)
  const [refusal] = useState(() => (sso === undefined || sso === 'done' ? null : new Problem(401, { code: sso })))
  const [step, setStep] = useState<SecondStepView | null>(null)
  const attempt = useMutation({
    mutationFn: signIn,
    meta: { shown: true },
    onSuccess: (entry, signedIn) => {
      rememberCompany(signedIn.tenant)
      if ('challenge' in entry) setStep(entry)
      else goOn(entry)
    },
  })
  const passkey = useMutation({
    mutationFn: async () => (await import('@/api/factors')).signInWithPasskey(),
    meta: { shown: true },
    onSuccess: (tokens) => goOn(tokens),
  })
  const goOn = (tokens: Tokens) => {
    if (tokens.mustChangePassword) void navigate({ to: '/own-password', search: to === undefined ? {} : { to }, replace: true })
    else router.history.replace(to ?? '/')
  }

  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.name')}`
  }, [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const credentials = { tenant: tenant.trim().toLowerCase(), email: email.trim(), password }
    const missing = Object.values(credentials).some((value) => value === '')
    setIncomplete(missing)
    passkey.reset()
    if (!missing) attempt.mutate(credentials)
  }
  const remembered = tenant !== ''
  if (step !== null) {
    return (
      <AuthFrame title={t('signIn.title')} lead={email}>
        <Suspense fallback={<Spinner />}>
          <SecondStep
            step={step}
            onDone={goOn}
            onBack={() => {
              setPassword('')
              setStep(null)
            }}
          />
        </Suspense>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t('signIn.title')} lead={to === undefined ? t('signIn.lead') : t('signIn.ended')}>
      <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
        {incomplete ? (
          <p role="alert" className="rounded-card bg-bad-soft px-3 py-2 font-medium text-bad">
            {t('signIn.missing')}
          </p>
        ) : (
          <ProblemAlert error={attempt.error ?? passkey.error ?? (attempt.isIdle && passkey.isIdle ? refusal : null)} />
        )}
        <Field label={t('signIn.tenant')} hint={t('signIn.tenant.hint')}>
          <Input
            name="organization"
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!remembered}
            value={tenant}
            onChange={(e) => setTenant(e.target.value)}
            onBlur={() => setCompany(tenant)}
          />
        </Field>
        <Field label={t('signIn.email')}>
          <Input
            type="email"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus={remembered}
            value={email}
            onChange={(e) => setEmail(e.target.value)}
          />
        </Field>
        <Field label={t('signIn.password')}>
          <PasswordInput autoComplete="current-password" value={password} onChange={setPassword} />
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={attempt.isPending}>
          {t('signIn.submit')}
        </Button>
        {'PublicKeyCredential' in window && (
          <Button
            size="lg"
            busy={passkey.isPending}
            onClick={() => {
              setIncomplete(false)
              attempt.reset()
              passkey.mutate()
            }}
          >
            {t('signIn.passkey')}
          </Button>
        )}
        <Link to="/forgot-password" className="self-center font-medium text-accent underline underline-offset-2">
          {t('signIn.forgot')}
        </Link>
        {offers?.caughtMails && (
          <Link to="/mails" className="self-center text-ink-2 underline underline-offset-2">
            {t('signIn.mails')}
          </Link>
        )}
      </form>
      <Suspense>{company.trim() !== '' && <Providers key={company} company={company.trim().toLowerCase()} to={to} onLeave={() => rememberCompany(company.trim().toLowerCase())} />}</Suspense>
    </AuthFrame>
  )
}
