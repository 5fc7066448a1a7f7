import { useQuery } from '@tanstack/react-query'
import { companyQuery } from '@/api/company'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/company'
import { t } from '@/i18n/t'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { CompanyForm } from './CompanyForm'
import { TerritoriesCard } from './TerritoriesCard'

/// Where the company is, when it works, how its rules are set, and its sales areas.
export function CompanyPage() {
  const me = useMe()
  const { data: company, error, refetch } = useQuery(companyQuery)
  return (
    <Page title={t('company.title')} reading>
      {company ? (
        <div className="flex flex-col gap-4">
          <CompanyForm key={company.version} company={company} mayChange={may(me, 'system', 'write')} />
          <TerritoriesCard mayChange={may(me, 'users', 'write')} />
        </div>
      ) : error !== null ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  )
}
