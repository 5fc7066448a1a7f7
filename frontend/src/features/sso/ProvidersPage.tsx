import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Plus, Stethoscope, Trash2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { may } from '@/api/rights'
import { deleteProvider, type Provider, setPasswordSignIn, ssoQuery } from '@/api/sso'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/sso'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ABOVE, DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

const ProviderSheet = lazy(() => import('./ProviderSheet').then((module) => ({ default: module.ProviderSheet })))
const TestDialog = lazy(() => import('./TestDialog').then((module) => ({ default: module.TestDialog })))

/// Where the people of this company may sign in, and whether passwords stay.
export function ProvidersPage() {
  const mayChange = may(useMe(), 'system', 'write')
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(ssoQuery)
  const [editing, setEditing] = useState<Provider | 'new' | null>(null)
  const [testing, setTesting] = useState<Provider | null>(null)
  const [deleting, setDeleting] = useState<Provider | null>(null)
  const reload = () => void queries.invalidateQueries({ queryKey: ['sso'] })
  const passwords = useMutation({
    mutationFn: setPasswordSignIn,
    onSuccess: (saved) => {
      queries.setQueryData(ssoQuery.queryKey, saved)
      toast(saved.passwords ? t('sso.passwords.on') : t('sso.passwords.off'))
    },
  })
  const remove = useMutation({
    mutationFn: deleteProvider,
    meta: { shown: true },
    onSuccess: () => {
      if (deleting) toast(t('sso.deleted', { name: deleting.name }))
      setDeleting(null)
      reload()
    },
  })
  const create = useMemo<Action>(() => ({ id: 'provider.new', label: t('sso.new'), group: 'create', run: () => setEditing('new') }), [])
  useActions(useMemo(() => (mayChange ? [create] : []), [mayChange, create]))
  const add = mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <Page title={t('nav.providers')} actions={add}>
      {error !== null && !data ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : data?.providers.length === 0 ? (
        <EmptyState kind="first" title={t('sso.first')} text={t('sso.first.text')} action={add} />
      ) : (
        <>
          <p className="max-w-2xl px-4 pt-3 text-ink-2">{t('sso.text')}</p>
          {data && <Redirect address={data.redirectUri} />}
          <DataTable
            label={t('nav.providers')}
            columns={columnsFor(mayChange, { open: setEditing, test: setTesting, remove: setDeleting })}
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
        </>
      )}
      <Suspense>
        {editing && <ProviderSheet provider={editing === 'new' ? null : editing} redirectUri={data?.redirectUri ?? ''} mayChange={mayChange} onClose={() => setEditing(null)} />}
        {testing && <TestDialog provider={testing} onClose={() => setTesting(null)} />}
      </Suspense>
      {deleting && (
        <ConfirmDialog
          title={t('sso.delete', { name: deleting.name })}
          text={t('sso.delete.text')}
          confirm={t('word.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
    </Page>
  )
}

function Redirect({ address }: { address: string }) {
  return (
    <p className="flex flex-wrap items-center gap-2 px-4 py-3">
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
    cell: (provider) => (
      <span className="min-w-0">
        <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => on.open(provider)}>
          <bdi>{provider.name}</bdi>
        </button>
        <span className="block truncate text-12 text-ink-3">
          <bdi>{provider.issuer}</bdi>
        </span>
      </span>
    ),
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
        <span className={ABOVE}>
          <Menu
            trigger={
              <IconButton label={t('sso.menu', { name: provider.name })} size="sm">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Stethoscope size={16} aria-hidden />} onSelect={() => on.test(provider)}>
              {t('sso.test')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => on.remove(provider)}>
              {t('word.delete')}
            </MenuItem>
          </Menu>
        </span>
      ),
  },
]
