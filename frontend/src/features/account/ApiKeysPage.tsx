import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiKey, everybodysKeysQuery } from '@/api/keys'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ABOVE, DataTable, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { expiryText, scopeText } from './keyWords'
import { RevokeKeyDialog } from './RevokeKeyDialog'

/// The keys of everybody in the company, for those who look after people.
export function ApiKeysPage() {
  const mayRevoke = may(useMe(), 'users', 'write')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(everybodysKeysQuery)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const keys = data?.pages.flatMap((page) => page.keys) ?? []
  return (
    <Page title={t('keys.company')}>
      {error !== null && !data ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : !isPending && keys.length === 0 ? (
        <EmptyState kind="first" title={t('keys.company.first')} text={t('keys.company.first.text')} />
      ) : (
        <DataTable label={t('keys.company')} columns={columns(mayRevoke, setRevoking)} rows={keys} keyOf={(key) => key.id} loading={isPending} faded={(key) => key.expired} />
      )}
      {hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more.show')}
          </Button>
        </div>
      )}
      {revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  )
}

const columns = (mayRevoke: boolean, revoke: (key: ApiKey) => void): TableColumn<ApiKey>[] => [
  { key: 'name', label: t('keys.name'), card: 'title', cell: (key) => <bdi className="font-medium">{key.name}</bdi> },
  { key: 'owner', label: t('keys.owner'), cell: (key) => <bdi>{key.owner.name}</bdi> },
  { key: 'scopes', label: t('keys.scopes'), cell: scopeText },
  { key: 'expires', label: t('keys.expires'), cell: expiryText },
  { key: 'used', label: t('keys.used'), cell: (key) => (key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : t('keys.used.never')) },
  ...(mayRevoke
    ? [
        {
          key: 'revoke',
          label: t('keys.revoke'),
          hideLabel: true,
          end: true,
          card: 'side' as const,
          cell: (key: ApiKey) => (
            <Button size="sm" className={ABOVE} aria-label={t('keys.revoke.of', { name: key.name })} onClick={() => revoke(key)}>
              {t('keys.revoke')}
            </Button>
          ),
        },
      ]
    : []),
]
