import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Ellipsis, KeyRound, ListTree, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { may } from '@/api/rights'
import { deleteSource, type InboundWebhook, type LeadForm, type LeadSource, newSourceSecret, sourcesQuery } from '@/api/sources'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/sources'
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
import { SecretOnce } from '@/ui/SecretOnce'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { ArrivalLog } from './ArrivalLog'
import { FormSheet } from './FormSheet'
import { MappingSheet } from './MappingSheet'
import { type SourcesSearch, STATUSES } from './search'

export function SourcesPage() {
  const mayChange = may(useMe(), 'integrations', 'write')
  const search = useSearch({ from: '/shell/settings/lead-sources' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: sources, error, refetch } = useQuery(sourcesQuery)
  const [editing, setEditing] = useState<LeadSource | 'form' | 'webhook' | null>(null)
  const [deleting, setDeleting] = useState<LeadSource | null>(null)
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null)
  const show = (next: SourcesSearch) => void navigate({ to: '/settings/lead-sources', search: next, replace: true })
  const reload = () => void queries.invalidateQueries({ queryKey: ['lead-sources'] })

  const rotate = useMutation({
    mutationFn: (source: LeadSource) => newSourceSecret(source.id),
    onSuccess: (fresh, { name }) => setSecret({ name, secret: fresh }),
  })
  const remove = useMutation({
    mutationFn: deleteSource,
    meta: { shown: true },
    onSuccess: () => {
      if (deleting) toast(t('sources.deleted', { name: deleting.name }))
      setDeleting(null)
      reload()
    },
  })
  const createForm = useMemo<Action>(() => ({ id: 'source.form', label: t('sources.new.form'), group: 'create', run: () => setEditing('form') }), [])
  const createWebhook = useMemo<Action>(() => ({ id: 'source.webhook', label: t('sources.new.webhook'), group: 'create', run: () => setEditing('webhook') }), [])
  useActions(useMemo(() => (mayChange ? [createForm, createWebhook] : []), [mayChange, createForm, createWebhook]))
  const actions = mayChange && (
    <>
      <ActionButton action={createWebhook} icon={<Plus size={16} aria-hidden />} />
      <ActionButton action={createForm} variant="primary" icon={<Plus size={16} aria-hidden />} />
    </>
  )
  const columns = columnsFor(mayChange, {
    open: setEditing,
    log: ({ id }) => show({ tab: 'log', source: id }),
    rotate: rotate.mutate,
    remove: setDeleting,
  })
  return (
    <Page
      title={t('nav.sources')}
      actions={actions}
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
                options={(sources ?? []).map((source) => ({ value: source.id, label: source.name }))}
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
    >
      {search.tab === 'log' ? (
        <ArrivalLog sources={sources ?? []} search={search} mayChange={mayChange} />
      ) : error !== null && !sources ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : sources?.length === 0 ? (
        <EmptyState kind="first" title={t('sources.first')} text={t('sources.first.text')} action={actions} />
      ) : (
        <>
          <p className="max-w-2xl px-4 py-3 text-ink-2">{t('sources.text')}</p>
          <DataTable label={t('nav.sources')} columns={columns} rows={sources ?? []} keyOf={(source) => source.id} loading={!sources} faded={(source) => !source.active} />
        </>
      )}
      {editing !== null && <Editor editing={editing} mayChange={mayChange} onSecret={(name, fresh) => setSecret({ name, secret: fresh })} onClose={() => setEditing(null)} />}
      {deleting && (
        <ConfirmDialog
          title={t('sources.delete', { name: deleting.name })}
          text={t('sources.delete.text')}
          confirm={t('word.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(deleting)}
          onClose={() => setDeleting(null)}
        />
      )}
      {secret && (
        <Dialog open onOpenChange={(open) => !open && setSecret(null)} title={t('sources.secret.title', { name: secret.name })} footer={<Button onClick={() => setSecret(null)}>{t('dialog.close')}</Button>}>
          <div className="flex flex-col gap-3">
            <p className="text-ink-2">{t('sources.secret.text')}</p>
            <SecretOnce label={t('sources.secret')} secret={secret.secret} />
          </div>
        </Dialog>
      )}
    </Page>
  )
}

type EditorProps = { editing: LeadSource | 'form' | 'webhook'; mayChange: boolean; onSecret: (name: string, secret: string) => void; onClose: () => void }

function Editor({ editing, mayChange, onSecret, onClose }: EditorProps) {
  if (editing === 'form') return <FormSheet source={null} mayChange={mayChange} onClose={onClose} />
  if (editing === 'webhook') return <MappingSheet source={null} mayChange={mayChange} onSecret={onSecret} onClose={onClose} />
  return editing.definition.kind === 'form' ? (
    <FormSheet source={editing as LeadSource & { definition: LeadForm }} mayChange={mayChange} onClose={onClose} />
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
    cell: (source) => (
      <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => on.open(source)}>
        <bdi>{source.name}</bdi>
      </button>
    ),
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
      <span className={ABOVE}>
        <Menu
          trigger={
            <IconButton label={t('sources.menu', { name: source.name })} size="sm">
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          }
        >
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
        </Menu>
      </span>
    ),
  },
]
