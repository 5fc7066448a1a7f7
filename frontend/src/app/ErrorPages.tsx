import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { isProblem } from '@/api/problem'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'

/// A page that failed, inside a shell that did not.
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (isProblem(error) && error.status === 404) return <NotFoundPage />
  if (isProblem(error) && error.status === 403) return <NoRightsPage />
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('page.error')} reading>
      <ProblemAlert error={error} onRetry={again} />
      <p className="mt-3 text-ink-2">{t('page.error.text')}</p>
    </Page>
  )
}

/// Nothing could be loaded, not even who is signed in.
export function AppError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 p-6">
      <h1 className="text-20 font-semibold">{t('app.name')}</h1>
      <ProblemAlert
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
      <Button onClick={() => window.location.reload()}>{t('page.reload')}</Button>
    </main>
  )
}

/// An address that leads nowhere at all: there is no shell around it.
export function LostPage() {
  return (
    <main className="h-dvh">
      <NotFoundPage />
    </main>
  )
}

export function NotFoundPage() {
  return (
    <Page title={t('page.notFound')}>
      <EmptyState
        kind="noMatch"
        title={t('page.notFound')}
        text={t('page.notFound.text')}
        action={
          <Link to="/" className="font-medium text-accent underline underline-offset-2">
            {t('page.notFound.action')}
          </Link>
        }
      />
    </Page>
  )
}

export function NoRightsPage() {
  return (
    <Page title={t('page.noRights')}>
      <EmptyState kind="noRights" title={t('page.noRights')} text={t('page.noRights.text')} />
    </Page>
  )
}
