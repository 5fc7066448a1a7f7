import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { KeyRound, ListTree, Trash2, Webhook } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { useDeletion } from '@/actions/useDeletion'
import { may } from '@/api/rights'
import { deleteSource, type InboundWebhook, type LeadForm, type LeadSource, newSourceSecret, sourcesQuery } from '@/api/sources'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/sources'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { MenuItem, MenuSeparator } from '@/ui/Menu'
import { RowMenu, RowName } from '@/ui/RowMenu'
import { SecretDialog } from '@/ui/SecretDialog'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { ArrivalLog } from './ArrivalLog'
import { LeadFormSheet } from './LeadFormSheet'
import { MappingSheet } from './MappingSheet'
import { type SourcesSearch, STATUSES } from './search'

export function SourcesPage() {
  const mayChange = may(useMe(), 'integrations', 'write')
  const search = useSearch({ from: '/shell/settings/lead-sources' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const list = useQuery(sourcesQuery)
  const sources = list.data ?? []
  const [editing, setEditing] = useState<LeadSource | 'form' | 'webhook' | null>(null)
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null)
  const show = (next: SourcesSearch) => void navigate({ to: '/settings/lead-sources', search: next, replace: true })
  const reload = () => void queries.invalidateQueries({ queryKey: ['lead-sources'] })

  const rotate = useMutation({
    mutationFn: (source: LeadSource) => newSourceSecret(source.id),
    onSuccess: (fresh, { name }) => setSecret({ name, secret: fresh }),
  })
  const deletion = useDeletion<LeadSource>({
    send: deleteSource,
    title: ({ name }) => t('sources.delete', { name }),
    text: t('sources.delete.text'),
    said: ({ name }) => t('sources.deleted', { name }),
    reload,
  })
  const createForm = useCreate('source.form', t('sources.new.form'), mayChange, () => setEditing('form'))
  const createWebhook = useCreate('source.webhook', t('sources.new.webhook'), mayChange, () => setEditing('webhook'))
  const columns = columnsFor(mayChange, {
    open: setEditing,
    log: ({ id }) => show({ tab: 'log', source: id }),
    rotate: rotate.mutate,
    remove: deletion.ask,
  })
  return (
    <SettingsPage
      title={t('nav.sources')}
      text={t('sources.text')}
      create={
        <>
          <CreateButton create={createWebhook} primary={false} icon={<Webhook size={16} aria-hidden />} />
          <CreateButton create={createForm} />
        </>
      }
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('sources.first'), text: t('sources.first.text') }}
      instead={search.tab === 'log' ? <ArrivalLog sources={sources} search={search} mayChange={mayChange} /> : undefined}
      toolbar={
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <Segmented
            label={t('sources.tab')}
            value={search.tab ?? 'list'}
            options={[
              { value: 'list', label: t('sources.tab.list') },
              { value: 'log', label: t('sources.tab.log') },
            ]}
            onChange={(tab) => show(tab === 'log' ? { tab } : {})}
          />
          {search.tab === 'log' && (
            <>
              <Select
                label={t('sources.log.source')}
                placeholder={t('sources.log.source.all')}
                value={search.source ?? null}
                clearable
                options={sources.map((source) => ({ value: source.id, label: source.name }))}
                onChange={(source) => show({ ...search, source: source ?? undefined })}
                className="flex-1 sm:w-52 sm:flex-none"
              />
              <Select
                label={t('sources.log.status')}
                placeholder={t('sources.log.status.all')}
                value={search.status ?? null}
                clearable
                options={STATUSES.map((status) => ({ value: status, label: t(`sources.log.status.${status}`) }))}
                onChange={(picked) => show({ ...search, status: STATUSES.find((status) => status === picked) })}
                className="flex-1 sm:w-44 sm:flex-none"
              />
            </>
          )}
        </div>
      }
      over={
        <>
          {editing !== null && <Editor editing={editing} mayChange={mayChange} onSecret={(name, fresh) => setSecret({ name, secret: fresh })} onClose={() => setEditing(null)} />}
          {deletion.dialog}
          {secret && (
            <SecretDialog title={t('sources.secret.title', { name: secret.name })} text={t('sources.secret.text')} label={t('sources.secret')} secret={secret.secret} onClose={() => setSecret(null)} />
          )}
        </>
      }
    >
      <DataTable label={t('nav.sources')} columns={columns} rows={sources} keyOf={(source) => source.id} loading={!list.data} faded={(source) => !source.active} />
    </SettingsPage>
  )
}

type EditorProps = { editing: LeadSource | 'form' | 'webhook'; mayChange: boolean; onSecret: (name: string, secret: string) => void; onClose: () => void }

function Editor({ editing, mayChange, onSecret, onClose }: EditorProps) {
  if (editing === 'form') return <LeadFormSheet source={null} mayChange={mayChange} onClose={onClose} />
  if (editing === 'webhook') return <MappingSheet source={null} mayChange={mayChange} onSecret={onSecret} onClose={onClose} />
  return editing.definition.kind === 'form' ? (
    <LeadFormSheet source={editing as LeadSource & { definition: LeadForm }} mayChange={mayChange} onClose={onClose} />
  ) : (
    <MappingSheet source={editing as LeadSource & { definition: InboundWebhook }} mayChange={mayChange} onSecret={onSecret} onClose={onClose} />
  )
}

type On = Record<'open' | 'log' | 'rotate' | 'remove', (source: LeadSource) => void>

const columnsFor = (mayChange: boolean, on: On): readonly TableColumn<LeadSource>[] => [
  {
    key: 'name',
    label: t('sources.name'),
    card: 'title',
    cell: (source) => <RowName name={source.name} onOpen={() => on.open(source)} />,
  },
  { key: 'kind', label: t('sources.kind'), cell: (source) => t(`sources.kind.${source.definition.kind}`) },
  {
    key: 'state',
    label: t('sources.state'),
    card: 'side',
    cell: (source) => <Badge tone={source.active ? 'ok' : 'neutral'}>{source.active ? t('sources.state.on') : t('sources.state.off')}</Badge>,
  },
  {
    key: 'menu',
    label: t('sources.menu', { name: '' }),
    hideLabel: true,
    end: true,
    cell: (source) => (
      <RowMenu label={t('sources.menu', { name: source.name })}>
        <MenuItem icon={<ListTree size={16} aria-hidden />} onSelect={() => on.log(source)}>
          {t('sources.log')}
        </MenuItem>
        {mayChange && (
          <>
            {source.definition.kind === 'webhook' && (
              <MenuItem icon={<KeyRound size={16} aria-hidden />} onSelect={() => on.rotate(source)}>
                {t('sources.secret.new')}
              </MenuItem>
            )}
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => on.remove(source)}>
              {t('word.delete')}
            </MenuItem>
          </>
        )}
      </RowMenu>
    ),
  },
]
