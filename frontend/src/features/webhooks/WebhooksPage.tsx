import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { KeyRound, ListTree, RefreshCw, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { useDeletion } from '@/actions/useDeletion'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { deleteWebhook, newWebhookSecret, replayWebhook, testWebhook, type Webhook, webhooksQuery } from '@/api/webhooks'
import '@/i18n/packs/webhooks'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { MenuItem, MenuSeparator } from '@/ui/Menu'
import { RelativeTime } from '@/ui/RelativeTime'
import { RowMenu, RowName } from '@/ui/RowMenu'
import { SecretDialog } from '@/ui/SecretDialog'
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
  const list = useQuery(webhooksQuery)
  const webhooks = list.data ?? []
  const [editing, setEditing] = useState<Webhook | 'new' | null>(null)
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
  const deletion = useDeletion<Webhook>({
    send: deleteWebhook,
    title: ({ name }) => t('webhooks.delete', { name }),
    text: t('webhooks.delete.text'),
    said: ({ name }) => t('webhooks.deleted', { name }),
    reload,
  })
  const create = useCreate('webhook.new', t('webhooks.new'), mayChange, () => setEditing('new'))

  const columns = columnsFor(mayChange, {
    open: setEditing,
    log: ({ id }) => show({ tab: 'log', webhook: id }),
    test: test.mutate,
    replay: replay.mutate,
    rotate: rotate.mutate,
    remove: deletion.ask,
  })
  return (
    <SettingsPage
      title={t('nav.webhooks')}
      text={t('webhooks.text')}
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('webhooks.first'), text: t('webhooks.first.text') }}
      instead={search.tab === 'log' ? <DeliveryLog webhooks={webhooks} search={search} mayChange={mayChange} /> : undefined}
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
                options={webhooks.map((webhook) => ({ value: webhook.id, label: webhook.name }))}
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
      over={
        <>
          {editing && (
            <WebhookSheet
              webhook={editing === 'new' ? null : editing}
              mayChange={mayChange}
              onSecret={(name, fresh) => setSecret({ name, secret: fresh, rotated: false })}
              onClose={() => setEditing(null)}
            />
          )}
          {deletion.dialog}
          {secret && (
            <SecretDialog
              title={t('webhooks.secret.title', { name: secret.name })}
              text={secret.rotated ? t('webhooks.secret.text') : t('webhooks.created', { name: secret.name })}
              label={t('webhooks.secret')}
              secret={secret.secret}
              onClose={() => setSecret(null)}
            />
          )}
        </>
      }
    >
      <DataTable label={t('nav.webhooks')} columns={columns} rows={webhooks} keyOf={(webhook) => webhook.id} loading={!list.data} faded={(webhook) => !webhook.active} />
    </SettingsPage>
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
    cell: (webhook) => <RowName name={webhook.name} below={webhook.url} onOpen={() => on.open(webhook)} />,
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
      <RowMenu label={t('webhooks.menu', { name: webhook.name })}>
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
      </RowMenu>
    ),
  },
]
