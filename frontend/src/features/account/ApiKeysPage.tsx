import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { SettingsPage } from '@/actions/SettingsPage'
import { type ApiKey, everybodysKeysQuery } from '@/api/keys'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ABOVE, DataTable, type TableColumn } from '@/ui/DataTable'
import { RelativeTime } from '@/ui/RelativeTime'
import { expiryText, scopeText } from './keyWords'
import { RevokeKeyDialog } from './RevokeKeyDialog'

/// The keys of everybody in the company, for those who look after people.
export function ApiKeysPage() {
  const mayRevoke = may(useMe(), 'users', 'write')
  const list = useInfiniteQuery(everybodysKeysQuery)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const keys = list.data?.pages.flatMap((page) => page.keys) ?? []
  return (
    <SettingsPage
      title={t('keys.company')}
      list={list}
      empty={list.data !== undefined && keys.length === 0}
      first={{ title: t('keys.company.first'), text: t('keys.company.first.text') }}
      over={revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    >
      <DataTable label={t('keys.company')} columns={columns(mayRevoke, setRevoking)} rows={keys} keyOf={(key) => key.id} loading={list.isPending} faded={(key) => key.expired} />
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        </div>
      )}
    </SettingsPage>
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
