import { keepPreviousData, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Download, List as ListIcon, RefreshCw, SquareKanban, Upload } from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { CreateButton, useCreate } from '@/actions/SettingsPage'
import { aggregateQuery, directoryQuery, metaQuery, pathOf, viewsQuery } from '@/api/records'
import type { FieldMeta, ObjectMeta, Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import type { ListHandle } from '@/record/listHandle'
import type { NewRecordProps } from '@/record/NewRecordDialog'
import { PeekProvider } from '@/record/peek'
import { hasStatuses } from '@/record/status/statusField'
import { useFieldPatch } from '@/record/useFieldPatch'
import { BoardSkeleton } from '@/board/BoardSkeleton'
import type { QuickAdd } from '@/board/quickAdd'
import { Button, IconButton } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton, SkeletonRows } from '@/ui/Skeleton'
import { usePhone } from '@/ui/useMedia'
import { ColumnChooser } from './ColumnChooser'
import { type Column, columnsOf } from './columns'
import { FilterBar } from './FilterBar'
import { both, conditionsOf, filterOf, searchFilter } from './filter'
import { Grid } from './Grid'
import { countText, ListFooter } from './ListFooter'
import { SearchBox } from './SearchBox'
import { useRows } from './useRows'
import { useSelection } from './useSelection'
import { ViewTabs } from './ViewTabs'
import type { BulkStep } from './bulk/BulkBar'
import { baseView, clamp, isDirty, isSummable, type ListSearch, nextSort, orderOf, resolveView, searchOf, type View, type ViewKind } from './view'

const ConflictDialog = lazy(() => import('@/record/ConflictDialog').then((module) => ({ default: module.ConflictDialog })))
const CardList = lazy(() => import('./CardList').then((module) => ({ default: module.CardList })))
const ColumnMenu = lazy(() => import('./ColumnMenu').then((module) => ({ default: module.ColumnMenu })))
const ViewSheet = lazy(() => import('./ViewSheet').then((module) => ({ default: module.ViewSheet })))
const StatusMover = lazy(() => import('@/record/status/StatusMover').then((module) => ({ default: module.StatusMover })))
const Board = lazy(() => import('@/board/Board').then((module) => ({ default: module.Board })))
const BulkBar = lazy(() => import('./bulk/BulkBar').then((module) => ({ default: module.BulkBar })))
const ImportDialog = lazy(() => import('./import/ImportDialog').then((module) => ({ default: module.ImportDialog })))
const FileDrop = lazy(() => import('./import/FileDrop').then((module) => ({ default: module.FileDrop })))
const ExportDialog = lazy(() => import('./ExportDialog').then((module) => ({ default: module.ExportDialog })))

type Props = {
  object: string
  title: string
  /// What the address says; its route has `validateSearch: parseListSearch`.
  search: ListSearch
  /// How a record is made from here, by whoever may: the button, the action of that name with its keys, and the form.
  make?: { label: string; keys?: string; Form: ComponentType<NewRecordProps> }
  /// Further buttons of the top bar.
  actions?: ReactNode
  /// What is said before the first record exists.
  first: { title: string; text: string }
  /// Fields whose change is more than a write (see `Grid`).
  onEdit?: (row: Row, field: FieldMeta, cell: HTMLElement) => boolean
  /// The record of a row beside the list: the components of its page.
  peek?: ComponentType<{ id: string }>
  /// Makes a record from one line, in the first column of the board; null when it could not.
  quickAdd?: QuickAdd
}

/// The list of any object the server describes: views, filters, columns, sorting, inline edit, totals.
export function ListPage(props: Props) {
  const { data: meta } = useSuspenseQuery(metaQuery(props.object))
  return <List {...props} meta={meta} />
}

function List({ object, title, search, make, actions, first, onEdit, peek: Peek, quickAdd, meta }: Props & { meta: ObjectMeta }) {
  const navigate = useNavigate()
  const router = useRouter()
  const path = pathOf(meta)
  const hrefOf = useCallback((row: Row) => recordHref(object, row.id), [object])
  // The panel follows the row one is at, once one stays there; not one that is being opened.
  const following = useRef<ReturnType<typeof setTimeout>>(undefined)
  const onOpen = useCallback(
    (row: Row) => {
      clearTimeout(following.current)
      const href = hrefOf(row)
      if (href !== null) router.history.push(href)
    },
    [hrefOf, router],
  )
  const onSearch = useCallback((next: ListSearch) => void navigate({ to: path, search: next, replace: true }), [navigate, path])
  const selectable = meta.can.update
  const me = useMe()
  const phone = usePhone()
  const { data: views = [] } = useQuery(viewsQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const [adding, setAdding] = useState(false)
  const [exporting, setExporting] = useState(false)
  const [importing, setImporting] = useState<boolean | File>(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const handle = useRef<ListHandle>(null)

  const saved = views.find((each) => each.id === search.view)
  const base = useMemo(() => baseView(meta, saved), [meta, saved])
  const view = useMemo(() => resolveView(meta, search, saved), [meta, search, saved])
  const change = (patch: Partial<View>) => onSearch(searchOf({ ...view, ...patch }, base, search))
  const choose = (id: string | undefined) => onSearch(id === undefined ? {} : { view: id })
  const reset = () => choose(saved?.id)

  const filter = useMemo(() => both(view.filter, searchFilter(meta, search.q ?? '')), [meta, view.filter, search.q])
  const columns = useMemo(() => columnsOf(meta, view, selectable), [meta, view, selectable])
  const fields = useMemo(() => columns.map((column) => column.field.key), [columns])
  const board = view.kind === 'board'
  const sort = orderOf(view)
  const { rows, show, reload, arrived, changed, hasNextPage, isPending, error, refetch, isPlaceholderData, isFetchNextPageError, fetchNextPage } = useRows(meta, { filter, sort, fields }, !board)

  const summed = useMemo(
    () => (view.sums ? meta.fields.filter((field) => view.sums?.includes(field.key) && isSummable(field)) : columns.map((c) => c.field).filter((field) => field.kind === 'money' && isSummable(field))),
    [meta, columns, view.sums],
  )
  const groupBy = useMemo(() => meta.fields.find((field) => field.key === view.groupBy) ?? null, [meta, view.groupBy])
  const { data: aggregate } = useQuery({
    ...aggregateQuery(meta, filter, summed.map((field) => field.key), board ? undefined : (view.groupBy ?? undefined)),
    placeholderData: keepPreviousData,
  })
  const { save, conflict, resolve } = useFieldPatch(object, path)
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
        offer('list.search', () => searchBox.current?.focus()),
        offer('list.filter', () => setAdding(true)),
        offer('list.down', () => void handle.current?.step(1)),
        offer('list.up', () => void handle.current?.step(-1)),
        ...(selectable && !board ? [offer('list.pick', () => handle.current?.pick()), offer('list.range', NOTHING)] : []),
        ...(board ? [] : [offer('list.edit', NOTHING)]),
        offer('list.open', NOTHING),
        ...(meta.can.create ? [offer('list.import', () => setImporting(true))] : []),
        ...(meta.can.export ? [offer('list.export', () => setExporting(true))] : []),
      ],
      [selectable, board, meta.can.create, meta.can.export],
    ),
  )

  // Beside the list; on a phone a record is its page.
  const peeked = phone || !Peek ? undefined : search.peek
  const look = useCallback((id: string | undefined) => onSearch(withPeek(latest.current, id)), [onSearch])
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])
  const toggle = useCallback(() => {
    const row = handle.current?.current()
    if (row) look(latest.current.peek === row.id ? undefined : row.id)
  }, [look])
  const walk = useCallback(
    (by: 1 | -1) => {
      const row = handle.current?.step(by)
      if (row && latest.current.peek !== undefined) look(row.id)
    },
    [look],
  )
  const follow = useCallback(
    (row: Row) => {
      clearTimeout(following.current)
      const seen = latest.current.peek
      if (seen !== undefined && seen !== row.id) following.current = setTimeout(() => latest.current.peek === seen && look(row.id), FOLLOW_MS)
    },
    [look],
  )
  const [step, setStep] = useState<BulkStep | null>(null)
  const [mover, setMover] = useState<{ row: Row; anchor: HTMLElement; to: string | null } | null>(null)
  const moves = selectable && hasStatuses(meta)
  const startMove = useCallback(() => {
    const row = handle.current?.current()
    const anchor = handle.current?.anchor()
    if (row && anchor) setMover({ row, anchor, to: null })
  }, [])
  const anyChosen = chosen.length > 0
  useActions(
    useMemo<Action[]>(
      () => [
        ...(Peek && !phone ? [offer('list.peek', toggle)] : []),
        ...(peeked === undefined ? [] : [offer('record.previous', () => walk(-1)), offer('record.next', () => walk(1))]),
        // A record that is open beside the list, or rows that are picked, answer to these keys themselves.
        ...(moves && !anyChosen && peeked === undefined ? [offer('record.status', startMove)] : []),
        ...(moves && meta.can.assign && !anyChosen && peeked === undefined && !board
          ? [
              offer('record.assign', () => {
                handle.current?.pick()
                setStep('assign')
              }),
            ]
          : []),
      ],
      [Peek, phone, toggle, peeked, walk, moves, anyChosen, startMove, meta.can.assign, board],
    ),
  )
  useActions(
    useMemo<Action[]>(
      () => (meta.board === undefined ? [] : [board ? offer('list.list', () => changeKind('list')) : offer('list.board', () => changeKind('board'))]),
      // The address decides; the function only writes it.
      // oxlint-disable-next-line react-hooks/exhaustive-deps
      [meta.board, board, search],
    ),
  )
  const changeKind = (kind: ViewKind) => onSearch(searchOf({ ...view, kind }, base, withPeek(search, undefined)))

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
  const kinds = meta.board !== undefined && (
    <IconButton label={t(board ? 'list.list' : 'list.board')} size={phone ? 'md' : 'sm'} onClick={() => changeKind(board ? 'list' : 'board')}>
      {board ? <ListIcon size={phone ? 16 : 14} aria-hidden /> : <SquareKanban size={phone ? 16 : 14} aria-hidden />}
    </IconButton>
  )
  const toolbar = phone ? (
    <div className="flex items-center gap-2 border-b border-line px-3 py-2">
      {searching}
      {importButton}
      {exportButton}
      {kinds}
      <Suspense fallback={<Skeleton className="h-hit w-20" />}>
        <ViewSheet meta={meta} view={view} marks={conditions.length} tabs={tabs} filters={filters} onChange={change} />
      </Suspense>
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
      {kinds}
      <ColumnChooser meta={meta} fields={fields} onChange={(next) => change({ fields: next })} />
    </div>
  )

  const [asked, setAsked] = useState(false)
  const create = useCreate(`${object}.new`, make?.label ?? '', make !== undefined && meta.can.create, () => setAsked(true), make?.keys)
  // From anywhere: the address asks for the form.
  const creating = create !== null && (asked || search.new === 1)
  const closeForm = () => {
    setAsked(false)
    if (search.new === undefined) return
    const rest = { ...search }
    delete rest.new
    onSearch(rest)
  }

  const [opened, setOpened] = useState<{ column: Column; head: HTMLElement } | null>(null)
  const place = (key: string, to: string) => {
    const order = columns.map((column) => column.field.key)
    const at = order.indexOf(to)
    const next = order.filter((each) => each !== key)
    next.splice(Math.max(1, at), 0, key)
    change({ fields: next })
  }
  const resize = (key: string, width: number | null) => {
    const widths = { ...view.widths }
    if (width === null) delete widths[key]
    else widths[key] = clamp(width)
    change({ widths })
  }
  const toggled = (keys: readonly string[], key: string) => (keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key])

  const closeMover = useCallback(() => setMover(null), [])
  const openPeeked = () => {
    if (peeked !== undefined) onOpen({ id: peeked, version: 0 })
  }
  const panel = peeked !== undefined && Peek && (
    <div className="w-105 shrink-0 border-s border-line max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:z-30 max-lg:shadow-float 2xl:w-125">
      <PeekProvider value={{ onPrevious: () => walk(-1), onNext: () => walk(1), onOpen: openPeeked, onClose: () => look(undefined) }}>
        <Suspense>
          <Peek id={peeked} />
        </Suspense>
      </PeekProvider>
    </div>
  )
  const narrowed = filter !== null
  const loading = !board && (isPending || isPlaceholderData)
  const empty = !board && !loading && error === null && rows.length === 0
  return (
    <Page
      title={title}
      aside={aggregate && t(aggregate.count.exact ? 'grid.count' : 'grid.count.about', { count: aggregate.count.value })}
      actions={
        <>
          {actions}
          <CreateButton create={create} short />
        </>
      }
      toolbar={toolbar}
      fixed
    >
      {error !== null && rows.length === 0 && (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {empty && !narrowed && <EmptyState kind="first" {...first} action={<CreateButton create={create} />} />}
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
      {board && (
        <Suspense fallback={<BoardSkeleton />}>
          <div className="flex min-h-0 flex-1">
            <Board
              meta={meta}
              filter={filter}
              sort={view.sort}
              fields={fields}
              users={users}
              currency={me.tenant.currency}
              handle={handle}
              peeked={peeked}
              hrefOf={hrefOf}
              onOpen={onOpen}
              onActive={follow}
              onMove={(row, anchor, to) => setMover({ row, anchor, to })}
              onEscape={() => {
                if (peeked === undefined) return false
                look(undefined)
                return true
              }}
              {...(quickAdd && meta.can.create ? { quickAdd } : {})}
            />
            {panel}
          </div>
        </Suspense>
      )}
      {!board && !empty && (error === null || rows.length > 0) && (
        <div className="flex min-h-0 flex-1">
        <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
          {arrived > 0 && (
            <div className="pointer-events-none absolute inset-x-0 top-10 z-30 flex justify-center" role="status">
              <Button variant="primary" size="sm" className="pointer-events-auto rounded-full!" icon={<RefreshCw size={14} aria-hidden />} onClick={reload}>
                {t('grid.arrived', { count: arrived })}
              </Button>
            </div>
          )}
          {phone ? (
            <Suspense fallback={<SkeletonRows rows={8} className="p-4" />}>
              <CardList label={title} columns={columns} rows={rows} hasMore={hasNextPage} loading={loading} hrefOf={hrefOf} onShown={show} />
            </Suspense>
          ) : (
            <Grid
              label={title}
              columns={columns}
              rows={rows}
              total={aggregate?.count.exact === true ? aggregate.count.value : null}
              hasMore={hasNextPage && !isFetchNextPageError}
              loading={loading}
              sort={view.sort}
              work={{ place, resize, menu: (column, head) => setOpened({ column, head }) }}
              groupBy={groupBy}
              groups={aggregate?.groups}
              onSort={(field) => change({ sort: nextSort(view.sort, field.key, base.sort) })}
              selection={selectable ? selection : null}
              changed={changed}
              users={users}
              currency={me.tenant.currency}
              mayEdit={meta.can.update}
              hrefOf={hrefOf}
              onOpen={onOpen}
              handle={handle}
              onActive={follow}
              onEscape={() => {
                if (peeked === undefined) return false
                look(undefined)
                return true
              }}
              onSave={(row, field, value) => void save(row, field, value)}
              onEdit={(row, field, cell) => {
                if (field.kind !== 'status' || !moves) return onEdit?.(row, field, cell) ?? false
                setMover({ row, anchor: cell, to: null })
                return true
              }}
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
        {panel}
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
              step={step}
              onStep={setStep}
              onClear={selection.clear}
              onChanged={refresh}
            />
          </Suspense>
        </div>
      )}
      <Suspense>
        {mover && (
          <StatusMover
            meta={meta}
            path={path}
            record={mover.row}
            anchor={mover.anchor}
            to={mover.to}
            users={users}
            currency={me.tenant.currency}
            onTo={(to) => setMover({ ...mover, to })}
            onClose={closeMover}
          />
        )}
        {opened && (
          <ColumnMenu
            {...opened}
            before={neighbourOf(columns, opened.column, -1)}
            after={neighbourOf(columns, opened.column, 1)}
            view={view}
            summed={summed.includes(opened.column.field)}
            onSort={(by) => change({ sort: by })}
            onPlace={(to) => place(opened.column.field.key, to)}
            onWidth={(width) => resize(opened.column.field.key, width)}
            onPin={() => change({ pinned: toggled(view.pinned, opened.column.field.key) })}
            onGroup={() => change({ groupBy: view.groupBy === opened.column.field.key ? null : opened.column.field.key })}
            onSum={() => change({ sums: toggled(summed.map((field) => field.key), opened.column.field.key) })}
            onHide={() => change({ fields: fields.filter((key) => key !== opened.column.field.key) })}
            onClose={() => setOpened(null)}
          />
        )}
        {conflict && <ConflictDialog conflict={conflict} onResolve={resolve} />}
        {creating && make && <make.Form meta={meta} onClose={closeForm} onOpen={onOpen} />}
        {meta.can.create && <FileDrop onFile={setImporting} />}
        {importing !== false && <ImportDialog meta={meta} file={importing} onClose={() => setImporting(false)} onChanged={refresh} />}
        {exporting && <ExportDialog meta={meta} query={{ filter, sort, fields }} aggregate={aggregate} onClose={() => setExporting(false)} />}
      </Suspense>
    </Page>
  )
}

const NOTHING = () => undefined
const neighbourOf = (columns: readonly Column[], column: Column, by: 1 | -1): string | undefined => {
  const beside = columns[columns.findIndex((each) => each.field.key === column.field.key) + by]
  return beside?.title === false ? beside.field.key : undefined
}
const FOLLOW_MS = 160

function withPeek(search: ListSearch, id: string | undefined): ListSearch {
  const rest = { ...search }
  delete rest.peek
  return id === undefined ? rest : { ...rest, peek: id }
}

function withoutQuery(search: ListSearch): ListSearch {
  const rest = { ...search }
  delete rest.q
  return rest
}
