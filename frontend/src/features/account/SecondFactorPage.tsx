import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery, signOut } from '@/api/auth'
import { factorsQuery } from '@/api/factors'
import '@/i18n/packs/factors'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { AuthFrame } from './AuthFrame'
import { SecondFactorList } from './SecondFactorCard'

/// The company wants a second factor of everybody: this page comes before all others.
export function SecondFactorPage() {
  const router = useRouter()
  const { to } = useSearch({ from: '/second-factor' })
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(factorsQuery)
  useEffect(() => {
    document.title = `${t('factors.page.title')} · ${t('app.name')}`
  }, [])
  const done = () => {
    queries.removeQueries({ queryKey: meQuery.queryKey })
    router.history.replace(to ?? '/')
  }
  return (
    <AuthFrame title={t('factors.page.title')} lead={t('factors.page.lead')}>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {data ? <SecondFactorList onAdded={done} /> : error === null && <SkeletonRows rows={3} />}
      <div className="mt-4 flex justify-end">
        <Button variant="quiet" onClick={() => void signOut().then(() => router.history.replace('/sign-in'))}>
          {t('account.signOut')}
        </Button>
      </div>
    </AuthFrame>
  )
}
