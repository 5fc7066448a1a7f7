import { type UseInfiniteQueryResult, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { type AuditEntry, changesQuery, exportChanges, exportSecurity, type SecurityEvent, securityQuery } from '@/api/audit'
import { directoryQuery } from '@/api/records'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/audit'
import { t, tOr } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Button } from '@/ui/Button'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Input } from '@/ui/Input'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { UserPicker } from '@/ui/UserPicker'
import { type AuditSearch, KINDS, spanOf } from './search'

export function AuditPage() {
  const mayExport = useMe().rights['audit']?.actions.includes('export') ?? false
  const search = useSearch({ from: '/shell/settings/audit' })
  const navigate = useNavigate()
  const { data: people = [] } = useQuery(directoryQuery)
  const show = (next: AuditSearch) => void navigate({ to: '/settings/audit', search: next, replace: true })
  const security = search.tab === 'security'
  const span = spanOf(search)
  const download = useMutation({
    mutationFn: () => (security ? exportSecurity({ ...span, user: search.person, kind: search.kind }) : exportChanges({ ...span, actor: search.person })),
    onSuccess: (file) => file && saveAs(file, security ? 'security-events.csv' : 'changes.csv'),
  })
  return (
    <Page
      title={t('nav.audit')}
      actions={
        mayExport && (
          <Button icon={<Download size={16} aria-hidden />} busy={download.isPending} onClick={() => download.mutate()}>
            {t('audit.export')}
          </Button>
        )
      }
      toolbar={
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <Segmented
            label={t('audit.tab')}
            value={search.tab ?? 'changes'}
            options={[
              { value: 'changes', label: t('audit.tab.changes') },
              { value: 'security', label: t('audit.tab.security') },
            ]}
            onChange={(tab) => show({ ...search, tab: tab === 'security' ? tab : undefined, kind: undefined })}
          />
          <span className="w-full sm:w-52">
            <UserPicker label={t('audit.person')} users={people} value={search.person ?? null} clearable onChange={(person) => show({ ...search, person: person ?? undefined })} />
          </span>
          {security && (
            <Select
              label={t('audit.kind')}
              placeholder={t('audit.kind.all')}
              clearable
              value={search.kind ?? null}
              options={KINDS.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) }))}
              onChange={(kind) => show({ ...search, kind: kind ?? undefined })}
              className="flex-1 sm:w-48 sm:flex-none"
            />
          )}
          <Input type="date" aria-label={t('audit.from')} title={t('audit.from')} className="w-36" value={search.from ?? ''} onChange={(e) => show({ ...search, from: e.target.value || undefined })} />
          <Input type="date" aria-label={t('audit.to')} title={t('audit.to')} className="w-36" value={search.to ?? ''} onChange={(e) => show({ ...search, to: e.target.value || undefined })} />
        </div>
      }
    >
      {security ? <Security search={search} /> : <Changes search={search} />}
    </Page>
  )
}

function Changes({ search }: { search: AuditSearch }) {
  const list = useInfiniteQuery({ ...changesQuery({ ...spanOf(search), actor: search.person }), placeholderData: (previous) => previous })
  return <Log label={t('audit.tab.changes')} list={list} rows={list.data?.pages.flatMap((page) => page.rows) ?? []} columns={CHANGES} />
}

function Security({ search }: { search: AuditSearch }) {
  const list = useInfiniteQuery({ ...securityQuery({ ...spanOf(search), user: search.person, kind: search.kind }), placeholderData: (previous) => previous })
  return <Log label={t('audit.tab.security')} list={list} rows={list.data?.pages.flatMap((page) => page.rows) ?? []} columns={SECURITY} />
}

type LogProps<T> = { label: string; list: Pick<UseInfiniteQueryResult, 'error' | 'isPending' | 'hasNextPage' | 'isFetchingNextPage' | 'refetch' | 'fetchNextPage'>; rows: readonly T[]; columns: () => readonly TableColumn<T>[] }

function Log<T extends { id: string }>({ label, list, rows, columns }: LogProps<T>) {
  if (list.error !== null && rows.length === 0) {
    return (
      <div className="p-4">
        <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      </div>
    )
  }
  if (!list.isPending && rows.length === 0) return <EmptyState kind="noMatch" title={t('audit.none')} text={t('audit.none.text')} />
  return (
    <>
      <DataTable label={label} columns={columns()} rows={rows} keyOf={(row) => row.id} loading={list.isPending} />
      {list.hasNextPage && (
        <div className="flex justify-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        </div>
      )}
    </>
  )
}

const CHANGES = (): readonly TableColumn<AuditEntry>[] => [
  { key: 'who', label: t('audit.who'), card: 'title', cell: (entry) => <Who entry={entry} /> },
  { key: 'what', label: t('audit.what'), cell: ({ verb }) => <bdi>{verb}</bdi> },
  { key: 'where', label: t('audit.where'), cell: (entry) => <Where entry={entry} /> },
  { key: 'change', label: t('audit.change'), cell: ({ changes }) => <FieldChanges changes={changes} /> },
  { key: 'at', label: t('audit.at'), card: 'side', cell: ({ at }) => <RelativeTime at={at} className="text-ink-2" /> },
]

function Who({ entry: { actor, apiKey } }: { entry: AuditEntry }) {
  return (
    <>
      <bdi className="font-medium">{actor.name ?? t('audit.system')}</bdi>
      {apiKey && <span className="block text-12 text-ink-3">{t('audit.key', { name: apiKey })}</span>}
    </>
  )
}

function Where({ entry: { object, record } }: { entry: AuditEntry }) {
  const href = recordHref(object, record)
  return href === null ? (
    <bdi>{object}</bdi>
  ) : (
    <a className="underline" href={href}>
      <bdi>{object}</bdi>
    </a>
  )
}

function FieldChanges({ changes }: Pick<AuditEntry, 'changes'>) {
  return (
    <ul className="max-w-xl">
      {changes.map(({ field, label, before, after }) => (
        <li key={field} className="truncate">
          <bdi>{t('audit.fields', { label, before: shown(before), after: shown(after) })}</bdi>
        </li>
      ))}
    </ul>
  )
}

/// A value in a line; people are known by their names.
function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('audit.nothing')
  if (typeof value === 'object' && 'name' in value && typeof value.name === 'string') return value.name
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const SECURITY = (): readonly TableColumn<SecurityEvent>[] => [
  { key: 'kind', label: t('audit.kind'), card: 'title', cell: ({ kind }) => <span className="font-medium">{tOr(`audit.kind.${kind}`, kind)}</span> },
  { key: 'person', label: t('audit.person'), cell: ({ userName }) => <bdi>{userName ?? t('audit.unknown')}</bdi> },
  { key: 'by', label: t('audit.by'), cell: ({ byName }) => <bdi>{byName ?? ''}</bdi> },
  { key: 'ip', label: t('audit.ip'), cell: ({ ip, userAgent }) => <bdi title={userAgent}>{ip}</bdi> },
  { key: 'at', label: t('audit.at'), card: 'side', cell: ({ at }) => <RelativeTime at={at} className="text-ink-2" /> },
]

function saveAs(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
