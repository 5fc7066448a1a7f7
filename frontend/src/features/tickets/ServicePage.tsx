import '@/i18n/packs/service'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { PromisesForm } from './PromisesForm'
import { promisesQuery } from './policy'

/// What the company promises about its tickets.
export function ServicePage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(promisesQuery)
  return (
    <Page
      title={t('nav.service')}
      actions={
        <Link to="/settings/macros" className="font-medium text-accent underline underline-offset-2">
          {t('service.macros')}
        </Link>
      }
      reading
    >
      <p className="mb-4 max-w-prose text-ink-2">{t('service.text')}</p>
      {error !== null && !data ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : data ? <PromisesForm key={data.version} kept={data} mayChange={may(me, 'pipelines', 'write')} /> : <SkeletonRows rows={5} />}
    </Page>
  )
}
