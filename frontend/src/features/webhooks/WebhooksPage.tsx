import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Ellipsis, KeyRound, ListTree, Plus, RefreshCw, Send, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { deleteWebhook, newWebhookSecret, replayWebhook, testWebhook, type Webhook, webhooksQuery } from '@/api/webhooks'
import '@/i18n/packs/webhooks'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ABOVE, DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { Dialog } from '@/ui/Dialog'
import { EmptyState } from '@/ui/EmptyState'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SecretOnce } from '@/ui/SecretOnce'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { DeliveryLog } from './DeliveryLog'
import { STATUSES, type WebhooksSearch } from './search'
import { stateOf } from './state'
import { WebhookSheet } from './WebhookSheet'

export function WebhooksPage() {
  const mayChange = may(useMe(), 'integrations', 'write')
  const search = useSearch({ from: '/shell/settings/webhooks' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery)
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Webhook | null>(null)
  const [secret, setSecret] = useState<{ name: string; secret: string; rotated: boolean } | null>(null)
  const show = (next: WebhooksSearch) => void navigate({ to: '/settings/webhooks', search: next, replace: true })
  const reload = () => void queries.invalidateQueries({ queryKey: ['webhooks'] })

  const rotate = useMutation({
    mutationFn: (webhook: Webhook) => newWebhookSecret(webhook.id),
    onSuccess: (fresh, { name }) => setSecret({ name, secret: fresh, rotated: true }),
    onSettled: reload,
  })
  const test = useMutation({
    mutationFn: (webhook: Webhook) => testWebhook(webhook.id),
    onSuccess: (_, { id }) => toast(t('webhooks.tested'), { action: { label: t('webhooks.tab.log'), run: () => show({ tab: 'log', webhook: id }) } }),
    onSettled: reload,
  })
  const replay = useMutation({
    mutationFn: (webhook: Webhook) => replayWebhook(webhook.id),
    onSuccess: (count) => toast(t('webhooks.replayed', { count })),
    onSettled: reload,
  })
  const remove = useMutation({
    mutationFn: deleteWebhook,
    meta: { shown: true },
    onSuccess: () => {
      if (deleting) toast(t('webhooks.deleted', { name: deleting.name }))
      setDeleting(null)
      reload()
    },
  })
  const create = useMemo<Action>(() => ({ id: 'webhook.new', label: t('webhooks.new'), group: 'create', run: () => setEditing('new') }), [])
  useActions(useMemo(() => (mayChange ? [create] : []), [mayChange, create]))

  const columns = columnsFor(mayChange, {
    open: setEditing,
    log: ({ id }) => show({ tab: 'log', webhook: id }),
    test: test.mutate,
    replay: replay.mutate,
    rotate: rotate.mutate,
    remove: setDeleting,
  })
  return (
    <Page
      title={t('nav.webhooks')}
      actions={mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />}
      toolbar={
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <Segmented
            label={t('webhooks.tab')}
            value={search.tab ?? 'list'}
            options={[
              { value: 'list', label: t('webhooks.tab.list') },
              { value: 'log', label: t('webhooks.tab.log') },
            ]}
            onChange={(tab) => show(tab === 'log' ? { tab } : {})}
          />
          {search.tab === 'log' && (
            <>
              <Select
                label={t('webhooks.log.webhook')}
                placeholder={t('webhooks.log.webhook.all')}
                value={search.webhook ?? null}
                clearable
                options={(webhooks ?? []).map((webhook) => ({ value: webhook.id, label: webhook.name }))}
                onChange={(webhook) => show({ ...search, webhook: webhook ?? undefined })}
                className="flex-1 sm:w-52 sm:flex-none"
              />
              <Select
                label={t('webhooks.log.status')}
                placeholder={t('webhooks.log.status.all')}
                value={search.status ?? null}
                clearable
                options={STATUSES.map((status) => ({ value: status, label: t(`webhooks.log.status.${status}`) }))}
                onChange={(picked) => show({ ...search, status: STATUSES.find((status) => status === picked) })}
                className="flex-1 sm:w-44 sm:flex-none"
              />
            </>
          )}
        </div>
      }
    >
      {search.tab === 'log' ? (
        <DeliveryLog webhooks={webhooks ?? []} search={search} mayChange={mayChange} />
      ) : error !== null && !webhooks ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : webhooks?.length === 0 ? (
        <EmptyState
          kind="first"
          title={t('webhooks.first')}
          text={t('webhooks.first.text')}
          action={mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />}
        />
      ) : (
        <>
          <p className="max-w-2xl px-4 py-3 text-ink-2">{t('webhooks.text')}</p>
          <DataTable label={t('nav.webhooks')} columns={columns} rows={webhooks ?? []} keyOf={(webhook) => webhook.id} loading={!webhooks} faded={(webhook) => !webhook.active} />
        </>
      )}
      {editing && (
        <WebhookSheet
          webhook={editing === 'new' ? null : editing}
          mayChange={mayChange}
          onSecret={(name, fresh) => setSecret({ name, secret: fresh, rotated: false })}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={t('webhooks.delete', { name: deleting.name })}
          text={t('webhooks.delete.text')}
          confirm={t('word.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
      {secret && (
        <Dialog open onOpenChange={(open) => !open && setSecret(null)} title={t('webhooks.secret.title', { name: secret.name })} footer={<Button onClick={() => setSecret(null)}>{t('dialog.close')}</Button>}>
          <div className="flex flex-col gap-3">
            <p className="text-ink-2">{secret.rotated ? t('webhooks.secret.text') : t('webhooks.created', { name: secret.name })}</p>
            <SecretOnce label={t('webhooks.secret')} secret={secret.secret} />
          </div>
        </Dialog>
      )}
    </Page>
  )
}

function State({ webhook }: { webhook: Webhook }) {
  const { label, tone } = stateOf(webhook)
  return <Badge tone={tone}>{t(label)}</Badge>
}

type On = Record<'open' | 'log' | 'test' | 'replay' | 'rotate' | 'remove', (webhook: Webhook) => void>

const columnsFor = (mayChange: boolean, on: On): readonly TableColumn<Webhook>[] => [
  {
    key: 'name',
    label: t('webhooks.name'),
    card: 'title',
    cell: (webhook) => (
      <span className="min-w-0">
        <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => on.open(webhook)}>
          <bdi>{webhook.name}</bdi>
        </button>
        <span className="block truncate text-12 text-ink-3">
          <bdi>{webhook.url}</bdi>
        </span>
      </span>
    ),
  },
  { key: 'events', label: t('webhooks.events'), cell: (webhook) => <span title={webhook.events.join(', ')}>{t('webhooks.events.count', { count: webhook.events.length })}</span> },
  { key: 'last', label: t('webhooks.last'), cell: (webhook) => <RelativeTime at={webhook.lastSuccessAt} className="text-ink-2" /> },
  { key: 'state', label: t('webhooks.state'), card: 'side', cell: (webhook) => <State webhook={webhook} /> },
  {
    key: 'menu',
    label: t('webhooks.menu', { name: '' }),
    hideLabel: true,
    end: true,
    cell: (webhook) => (
      <span className={ABOVE}>
        <Menu
          trigger={
            <IconButton label={t('webhooks.menu', { name: webhook.name })} size="sm">
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<ListTree size={16} aria-hidden />} onSelect={() => on.log(webhook)}>
            {t('webhooks.log')}
          </MenuItem>
          {mayChange && (
            <>
              <MenuItem icon={<Send size={16} aria-hidden />} onSelect={() => on.test(webhook)}>
                {t('webhooks.test')}
              </MenuItem>
              <MenuItem icon={<RefreshCw size={16} aria-hidden />} onSelect={() => on.replay(webhook)}>
                {t('webhooks.replay')}
              </MenuItem>
              <MenuItem icon={<KeyRound size={16} aria-hidden />} onSelect={() => on.rotate(webhook)}>
                {t('webhooks.secret.new')}
              </MenuItem>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => on.remove(webhook)}>
                {t('word.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      </span>
    ),
  },
]
