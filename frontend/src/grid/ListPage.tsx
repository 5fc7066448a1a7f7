import { keepPreviousData, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Download, RefreshCw, Upload } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { aggregateQuery, directoryQuery, metaQuery, pathOf, viewsQuery } from '@/api/records'
import type { FieldMeta, ObjectMeta, Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { useFieldPatch } from '@/record/useFieldPatch'
import { Button, IconButton } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { usePhone } from '@/ui/useMedia'
import { CardList } from './CardList'
import { ColumnChooser } from './ColumnChooser'
import { columnsOf } from './columns'
import { FilterBar } from './FilterBar'
import { both, conditionsOf, filterOf, searchFilter } from './filter'
import { Grid } from './Grid'
import { countText, ListFooter } from './ListFooter'
import { SearchBox } from './SearchBox'
import { useRows } from './useRows'
import { useSelection } from './useSelection'
import { ViewSheet } from './ViewSheet'
import { ViewTabs } from './ViewTabs'
import { baseView, isDirty, type ListSearch, nextSort, resolveView, searchOf, type View } from './view'

const ConflictDialog = lazy(() => import('@/record/ConflictDialog').then((module) => ({ default: module.ConflictDialog })))
const BulkBar = lazy(() => import('./bulk/BulkBar').then((module) => ({ default: module.BulkBar })))
const ImportDialog = lazy(() => import('./import/ImportDialog').then((module) => ({ default: module.ImportDialog })))
const ExportDialog = lazy(() => import('./ExportDialog').then((module) => ({ default: module.ExportDialog })))

type Props = {
  object: string
  title: string
  search: ListSearch
  onSearch: (next: ListSearch) => void
  hrefOf: (row: Row) => string | null
  onOpen: (row: Row) => void
  /// Buttons of the top bar, e.g. "New lead".
  actions?: ReactNode
  /// What is said, and offered, before the first record exists.
  first: { title: string; text: string; action?: ReactNode }
  /// Fields whose change is more than a write (see `Grid`).
  onEdit?: (row: Row, field: FieldMeta, cell: HTMLElement) => boolean
}

/// The list of any object the server describes: views, filters, columns, sorting, inline edit, totals.
export function ListPage(props: Props) {
  const { data: meta } = useSuspenseQuery(metaQuery(props.object))
  return <List {...props} meta={meta} />
}

function List({ object, title, search, onSearch, hrefOf, onOpen, actions, first, onEdit, meta }: Props & { meta: ObjectMeta }) {
  const selectable = meta.can.update
  const me = useMe()
  const phone = usePhone()
  const { data: views = [] } = useQuery(viewsQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const [adding, setAdding] = useState(false)
  const [exporting, setExporting] = useState(false)
  const [importing, setImporting] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)

  const saved = views.find((each) => each.id === search.view)
  const base = useMemo(() => baseView(meta, saved), [meta, saved])
  const view = useMemo(() => resolveView(meta, search, saved), [meta, search, saved])
  const change = (patch: Partial<View>) => onSearch(searchOf({ ...view, ...patch }, base, search))
  const choose = (id: string | undefined) => onSearch(id === undefined ? {} : { view: id })
  const reset = () => choose(saved?.id)

  const filter = useMemo(() => both(view.filter, searchFilter(meta, search.q ?? '')), [meta, view.filter, search.q])
  const columns = useMemo(() => columnsOf(meta, view.fields), [meta, view.fields])
  const fields = useMemo(() => columns.map((column) => column.field.key), [columns])
  const { rows, show, reload, arrived, changed, hasNextPage, isPending, error, refetch, isPlaceholderData, isFetchNextPageError, fetchNextPage } = useRows(meta, { filter, sort: view.sort, fields })

  const summed = useMemo(() => columns.filter((c) => c.field.kind === 'money' && c.field.visibility === 'clear').map((c) => c.field), [columns])
  const { data: aggregate } = useQuery({
    ...aggregateQuery(meta, filter, summed.map((field) => field.key)),
    placeholderData: keepPreviousData,
  })
  const { save, conflict, resolve } = useFieldPatch(object, pathOf(meta))
  const idAt = useCallback((index: number) => rows[index]?.id, [rows])
  const selection = useSelection(idAt)
  const chosen = useMemo(() => rows.filter((row) => selection.ids.has(row.id)), [rows, selection.ids])
  const queries = useQueryClient()
  const refresh = () => {
    reload()
    void queries.invalidateQueries({ queryKey: [object] })
  }
  // Once loaded it stays: it follows an operation after the selection is gone.
  const [picked, setPicked] = useState(false)
  if (chosen.length > 0 && !picked) setPicked(true)

  useActions(
    useMemo<Action[]>(
      () => [
        { id: 'list.search', label: t('list.search'), group: 'list', keys: '/', run: () => searchBox.current?.focus() },
        { id: 'list.filter', label: t('list.filter'), group: 'list', keys: 'F', run: () => setAdding(true) },
        { id: 'list.move', label: t('list.move'), group: 'list', keys: 'J K', local: true, run: NOTHING },
        ...(selectable ? [{ id: 'list.pick', label: t('list.pick'), group: 'list', keys: 'X', local: true, run: NOTHING } satisfies Action] : []),
        { id: 'list.edit', label: t('list.edit'), group: 'list', keys: 'F2', local: true, run: NOTHING },
        { id: 'list.open', label: t('list.open'), group: 'list', keys: 'Enter', local: true, run: NOTHING },
        ...(meta.can.create ? [{ id: 'list.import', label: t('list.import'), group: 'list', run: () => setImporting(true) } satisfies Action] : []),
        ...(meta.can.export ? [{ id: 'list.export', label: t('list.export'), group: 'list', run: () => setExporting(true) } satisfies Action] : []),
      ],
      [selectable, meta.can.create, meta.can.export],
    ),
  )

  const conditions = conditionsOf(view.filter)
  const tabs = <ViewTabs object={object} views={views} current={saved} view={view} dirty={isDirty(search)} onChoose={choose} onReset={reset} />
  const filters = (
    <FilterBar
      meta={meta}
      filter={view.filter}
      users={users}
      onChange={(next) => change({ filter: next })}
      adding={adding}
      onAdding={setAdding}
      found={aggregate ? countText(aggregate) : null}
    />
  )
  const searching = <SearchBox ref={searchBox} value={search.q ?? ''} onChange={(q) => onSearch(q === '' ? withoutQuery(search) : { ...search, q })} className={phone ? 'min-w-0 flex-1' : 'w-52'} />
  // Without the right there is nothing to ask for here, so no button either.
  const importButton = meta.can.create && (
    <IconButton label={t('list.import')} size={phone ? 'md' : 'sm'} onClick={() => setImporting(true)}>
      <Upload size={phone ? 16 : 14} aria-hidden />
    </IconButton>
  )
  const exportButton = meta.can.export && (
    <IconButton label={t('list.export')} size={phone ? 'md' : 'sm'} onClick={() => setExporting(true)}>
      <Download size={phone ? 16 : 14} aria-hidden />
    </IconButton>
  )
  const toolbar = phone ? (
    <div className="flex items-center gap-2 border-b border-line px-3 py-2">
      {searching}
      {importButton}
      {exportButton}
      <ViewSheet meta={meta} view={view} marks={conditions.length} tabs={tabs} filters={filters} onChange={change} />
    </div>
  ) : (
    <div className="flex items-start gap-3 border-b border-line px-3 py-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5">
        {tabs}
        <span aria-hidden="true" className="h-4 w-px bg-line-strong" />
        {filters}
      </div>
      {searching}
      {importButton}
      {exportButton}
      <ColumnChooser meta={meta} fields={fields} onChange={(next) => change({ fields: next })} />
    </div>
  )

  const narrowed = filter !== null
  const loading = isPending || isPlaceholderData
  const empty = !loading && error === null && rows.length === 0
  return (
    <Page
      title={title}
      aside={aggregate && t(aggregate.count.exact ? 'grid.count' : 'grid.count.about', { count: aggregate.count.value })}
      actions={actions}
      toolbar={toolbar}
      fixed
    >
      {error !== null && rows.length === 0 && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {empty && !narrowed && <EmptyState kind="first" {...first} />}
      {empty && narrowed && (
        <EmptyState
          kind="noMatch"
          title={t('grid.noMatch')}
          text={t('grid.noMatch.text')}
          action={
            <>
              {conditions.length > 0 && <Button onClick={() => change({ filter: filterOf(conditions.slice(0, -1)) })}>{t('grid.dropLast')}</Button>}
              {conditions.length > 1 && <Button onClick={() => change({ filter: null })}>{t('grid.dropAll')}</Button>}
              {search.q !== undefined && <Button onClick={() => onSearch(withoutQuery(search))}>{t('grid.dropSearch')}</Button>}
            </>
          }
        />
      )}
      {!empty && (error === null || rows.length > 0) && (
        <div className="relative flex min-h-0 flex-1 flex-col">
          {arrived > 0 && (
            <div className="pointer-events-none absolute inset-x-0 top-10 z-30 flex justify-center" role="status">
              <Button variant="primary" size="sm" className="pointer-events-auto rounded-full!" icon={<RefreshCw size={14} aria-hidden />} onClick={reload}>
                {t('grid.arrived', { count: arrived })}
              </Button>
            </div>
          )}
          {phone ? (
            <CardList label={title} columns={columns} rows={rows} hasMore={hasNextPage} loading={loading} hrefOf={hrefOf} onShown={show} />
          ) : (
            <Grid
              label={title}
              columns={columns}
              rows={rows}
              total={aggregate?.count.exact === true ? aggregate.count.value : null}
              hasMore={hasNextPage && !isFetchNextPageError}
              loading={loading}
              sort={view.sort}
              onSort={(field) => change({ sort: nextSort(view.sort, field.key, base.sort) })}
              selection={selectable ? selection : null}
              changed={changed}
              users={users}
              currency={me.tenant.currency}
              mayEdit={meta.can.update}
              hrefOf={hrefOf}
              onOpen={onOpen}
              onSave={(row, field, value) => void save(row, field, value)}
              {...(onEdit ? { onEdit } : {})}
              onShown={show}
            />
          )}
          {isFetchNextPageError && (
            <div className="flex items-center justify-center gap-3 border-t border-line bg-bad-soft px-4 py-1 text-bad">
              {t('grid.more.failed')}
              <Button size="sm" onClick={() => void fetchNextPage()}>
                {t('problem.retry')}
              </Button>
            </div>
          )}
          <ListFooter aggregate={aggregate} fields={summed} />
        </div>
      )}
      {picked && (
        <div className="pointer-events-none absolute inset-x-0 bottom-12 z-30 flex justify-center px-3">
          <Suspense>
            <BulkBar
              meta={meta}
              rows={chosen}
              allLoaded={chosen.length > 0 && chosen.length === rows.length}
              filter={filter}
              aggregate={aggregate}
              onClear={selection.clear}
              onChanged={refresh}
            />
          </Suspense>
        </div>
      )}
      <Suspense>
        {conflict && <ConflictDialog conflict={conflict} onResolve={resolve} />}
        {importing && <ImportDialog meta={meta} onClose={() => setImporting(false)} onChanged={refresh} />}
        {exporting && <ExportDialog meta={meta} query={{ filter, sort: view.sort, fields }} aggregate={aggregate} onClose={() => setExporting(false)} />}
      </Suspense>
    </Page>
  )
}

const NOTHING = () => undefined

function withoutQuery(search: ListSearch): ListSearch {
  const rest = { ...search }
  delete rest.q
  return rest
}
