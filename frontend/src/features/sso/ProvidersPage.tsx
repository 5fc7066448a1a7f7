import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Stethoscope, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { useDeletion } from '@/actions/useDeletion'
import { may } from '@/api/rights'
import { deleteProvider, type Provider, setPasswordSignIn, ssoQuery } from '@/api/sso'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/sso'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { MenuItem, MenuSeparator } from '@/ui/Menu'
import { RowMenu, RowName } from '@/ui/RowMenu'
import { toast } from '@/ui/toast'

const ProviderSheet = lazy(() => import('./ProviderSheet').then((module) => ({ default: module.ProviderSheet })))
const TestDialog = lazy(() => import('./TestDialog').then((module) => ({ default: module.TestDialog })))

/// Where the people of this company may sign in, and whether passwords stay.
export function ProvidersPage() {
  const mayChange = may(useMe(), 'system', 'write')
  const queries = useQueryClient()
  const list = useQuery(ssoQuery)
  const { data } = list
  const [editing, setEditing] = useState<Provider | 'new' | null>(null)
  const [testing, setTesting] = useState<Provider | null>(null)
  const reload = () => void queries.invalidateQueries({ queryKey: ['sso'] })
  const passwords = useMutation({
    mutationFn: setPasswordSignIn,
    onSuccess: (saved) => {
      queries.setQueryData(ssoQuery.queryKey, saved)
      toast(saved.passwords ? t('sso.passwords.on') : t('sso.passwords.off'))
    },
  })
  const deletion = useDeletion<Provider>({
    send: deleteProvider,
    title: ({ name }) => t('sso.delete', { name }),
    text: t('sso.delete.text'),
    said: ({ name }) => t('sso.deleted', { name }),
    reload,
  })
  const create = useCreate('provider.new', t('sso.new'), mayChange, () => setEditing('new'))
  return (
    <SettingsPage
      title={t('nav.providers')}
      text={t('sso.text')}
      create={<CreateButton create={create} />}
      list={list}
      empty={data?.providers.length === 0}
      first={{ title: t('sso.first'), text: t('sso.first.text') }}
      over={
        <>
          <Suspense>
            {editing && <ProviderSheet provider={editing === 'new' ? null : editing} redirectUri={data?.redirectUri ?? ''} mayChange={mayChange} onClose={() => setEditing(null)} />}
            {testing && <TestDialog provider={testing} onClose={() => setTesting(null)} />}
          </Suspense>
          {deletion.dialog}
        </>
      }
    >
      {data && <Redirect address={data.redirectUri} />}
      <DataTable
        label={t('nav.providers')}
        columns={columnsFor(mayChange, { open: setEditing, test: setTesting, remove: deletion.ask })}
        rows={data?.providers ?? []}
        keyOf={(provider) => provider.id}
        loading={!data}
        faded={(provider) => !provider.active}
      />
      {data && (
        <div className="max-w-2xl p-4">
          <Switch
            label={t('sso.passwords')}
            hint={t('sso.passwords.hint')}
            checked={data.passwords}
            disabled={!mayChange || passwords.isPending}
            onChange={(e) => passwords.mutate(e.target.checked)}
          />
        </div>
      )}
    </SettingsPage>
  )
}

function Redirect({ address }: { address: string }) {
  return (
    <p className="flex flex-wrap items-center gap-2 px-4 pb-3">
      <span className="text-12 font-medium text-ink-2">{t('sso.redirect')}</span>
      <code className="min-w-0 break-all rounded-control bg-surface-2 px-2 py-1 text-12">{address}</code>
      <Button size="sm" onClick={() => void navigator.clipboard.writeText(address).then(() => toast(t('sso.copied')))}>
        {t('sso.copy')}
      </Button>
    </p>
  )
}

type On = Record<'open' | 'test' | 'remove', (provider: Provider) => void>

const columnsFor = (mayChange: boolean, on: On): readonly TableColumn<Provider>[] => [
  {
    key: 'name',
    label: t('sso.name'),
    card: 'title',
    cell: (provider) => <RowName name={provider.name} below={provider.issuer} onOpen={() => on.open(provider)} />,
  },
  { key: 'domains', label: t('sso.domains'), cell: (provider) => <bdi>{provider.domains.join(', ') || t('sso.domains.any')}</bdi> },
  { key: 'unknown', label: t('sso.unknown'), cell: (provider) => (provider.roleId ? t('sso.unknown.create') : t('sso.unknown.refuse')) },
  {
    key: 'state',
    label: t('sso.state'),
    card: 'side',
    cell: (provider) => <Badge tone={provider.active ? 'ok' : 'neutral'}>{provider.active ? t('sso.state.on') : t('sso.state.off')}</Badge>,
  },
  {
    key: 'menu',
    label: t('sso.menu', { name: '' }),
    hideLabel: true,
    end: true,
    cell: (provider) =>
      mayChange && (
        <RowMenu label={t('sso.menu', { name: provider.name })}>
          <MenuItem icon={<Stethoscope size={16} aria-hidden />} onSelect={() => on.test(provider)}>
            {t('sso.test')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => on.remove(provider)}>
            {t('word.delete')}
          </MenuItem>
        </RowMenu>
      ),
  },
]
