import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Aggregate, DirectoryUser, FieldMeta, Row } from '@/api/types'
import { number } from '@/i18n/format'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import type { ListHandle } from '@/record/listHandle'
import { CHECKBOX } from '@/ui/Checkbox'
import { useDensity } from '@/ui/theme'
import type { After } from './CellEditor'
import { type Column, template } from './columns'
import { type ColumnWork, GridHeader } from './GridHeader'
import { type Editing, GridRow, GroupRow, SkeletonRow } from './GridRow'
import { linesOf, valueKey } from './lines'
import { type Cell, move, type Shape } from './moves'
import type { Selection } from './useSelection'
import { clamp } from './view'

type Props = {
  label: string
  columns: readonly Column[]
  rows: readonly Row[]
  /// How many there are in all, when that is known exactly.
  total: number | null
  hasMore: boolean
  loading: boolean
  sort: string
  onSort: (field: FieldMeta) => void
  /// Null where columns stay as they are.
  work?: ColumnWork | null
  /// The field the rows are in the order of, and how many have each value.
  groupBy?: FieldMeta | null
  groups?: Aggregate['groups']
  selection: Selection | null
  changed: ReadonlySet<string>
  users: readonly DirectoryUser[]
  currency: string
  mayEdit: boolean
  hrefOf: (row: Row) => string | null
  onOpen: (row: Row) => void
  /// For the shortcuts of the list.
  handle: RefObject<ListHandle | null>
  onActive?: (row: Row) => void
  onEscape?: () => boolean
  onSave: (row: Row, field: FieldMeta, value: unknown) => void
  /// Cells another part of the app edits (a status that must pass its conditions). True when it took over.
  onEdit?: (row: Row, field: FieldMeta, cell: HTMLElement) => boolean
  onShown: (lastRow: number) => void
}

const SKELETONS = 12
const HEADER = -1
const STEP_PX = 16

/// A spreadsheet of records: thousands of rows, a window of them drawn, one tab stop, arrow keys inside.
export function Grid(props: Props) {
  const { label, columns, rows, total, hasMore, loading, sort, onSort, work = null, groupBy = null, groups, selection, changed, users, currency, mayEdit, hrefOf, onOpen, handle, onActive, onEscape, onSave, onEdit, onShown } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Cell>({ row: 0, col: selection ? 1 : 0 })
  const [edit, setEdit] = useState<Cell | null>(null)
  const refocus = useRef(false)
  const density = useDensity()

  const selectable = selection !== null
  const first = selectable ? 1 : 0
  const [drag, setDrag] = useState<{ key: string; width: number } | null>(null)
  // A width that is being dragged only changes the template: no row is drawn again.
  const { columns: gridColumns, width } = useMemo(
    () => template(drag ? columns.map((column) => (column.field.key === drag.key ? { ...column, width: drag.width, fixed: true } : column)) : columns, selectable),
    [columns, selectable, drag],
  )
  const { lines, lineOf } = useMemo(() => linesOf(rows, groupBy), [rows, groupBy])
  const drawn = loading ? SKELETONS * 2 : lines.length + (hasMore ? SKELETONS : 0)
  const rowHeight = useRowHeight(density)
  const virtual = useVirtualizer({
    count: drawn,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: 8,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  // So that it is there when the first cell is edited; the rows come first.
  const mayBeEdited = mayEdit && rows.length > 0
  useEffect(() => {
    if (mayBeEdited) void import('./CellEditor')
  }, [mayBeEdited])

  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onShown(last), [last, onShown])

  const shape: Shape = { rows: rows.length, columns: columns.length + first, page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2) }
  const columnAt = (col: number): Column | undefined => columns[col - first]
  const editable = (cell: Cell): boolean => mayEdit && (columnAt(cell.col)?.field.editable ?? false) && columnAt(cell.col)?.field.visibility === 'clear'

  const focusCell = useCallback(
    (cell: Cell) => {
      refocus.current = true
      setActive(cell)
      if (cell.row >= 0) virtual.scrollToIndex(lineOf[cell.row] ?? cell.row)
      const row = rows[cell.row]
      if (row) onActive?.(row)
    },
    [virtual, rows, lineOf, onActive],
  )
  // The cell may only exist after the window moved: focus it when it is drawn.
  useLayoutEffect(() => {
    if (!refocus.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-row="${active.row}"] [data-col="${active.col}"]`)
    if (!cell) return
    refocus.current = false
    cell.focus({ preventScroll: active.row >= 0 })
    cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  })

  const startEdit = (cell: Cell): void => {
    const row = rows[cell.row]
    const column = columnAt(cell.col)
    if (!row || !column) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${cell.row}"] [data-col="${cell.col}"]`)
    if (element && onEdit?.(row, column.field, element)) return
    if (editable(cell)) setEdit(cell)
    else onOpen(row)
  }

  // The editor of the one cell in edit reaches the grid through a ref, so rows need not be drawn again with each state.
  const finish = (value: unknown, after: After): void => {
    if (!edit) return
    const row = rows[edit.row]
    const column = columnAt(edit.col)
    setEdit(null)
    if (row && column) onSave(row, column.field, value)
    const next = after === 'stay' ? edit : move(edit, after === 'below' ? 'down' : after === 'next' ? 'right' : 'left', shape)
    focusCell(next)
    if ((after === 'next' || after === 'previous') && next.col !== edit.col && editable(next)) setEdit(next)
  }
  const cancel = (): void => {
    if (!edit) return
    setEdit(null)
    focusCell(edit)
  }
  const latest = useRef({ finish, cancel })
  useLayoutEffect(() => {
    latest.current = { finish, cancel }
  })
  const editing = useMemo<Editing>(
    () => ({
      users,
      currency,
      save: (value, after) => latest.current.finish(value, after),
      cancel: () => latest.current.cancel(),
    }),
    [users, currency],
  )

  useImperativeHandle(
    handle,
    (): ListHandle => ({
      current: () => rows[Math.max(0, active.row)] ?? null,
      step: (by) => {
        const inGrid = scroller.current?.contains(document.activeElement) ?? false
        // From elsewhere the first press goes to where one was.
        const row = inGrid || by === -1 ? active.row + by : Math.max(0, active.row)
        const next = rows[row]
        if (next) focusCell({ row, col: active.col })
        return next ?? null
      },
      pick: () => {
        const row = rows[active.row]
        if (row) selection?.toggle(row.id, active.row, false)
      },
      anchor: () => {
        const cells = scroller.current?.querySelectorAll<HTMLElement>(`[data-row="${active.row}"] [data-col]`)
        const status = columns.findIndex((column) => column.field.kind === 'status')
        return cells?.[status < 0 ? first : status + first] ?? null
      },
      focus: () => focusCell(active),
    }),
    [rows, columns, active, first, selection, focusCell],
  )

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (edit || event.defaultPrevented || workedHead(event) || event.altKey) return
    const mod = event.ctrlKey || event.metaKey
    const row = rows[active.row]
    // The arrow that points to the next column, wherever that lies.
    const step = STEP[getComputedStyle(event.currentTarget).direction === 'rtl' ? (MIRRORED[event.key] ?? event.key) : event.key]
    if (step) focusCell(move(active, mod && (step === 'start' || step === 'end') ? `all-${step}` : step, shape))
    else if (event.key === 'Enter' && active.row === HEADER) sortBy(active.col)
    else if (event.key === 'Enter' && row && columnAt(active.col)?.title) onOpen(row)
    else if (event.key === 'Enter') startEdit(active)
    else if (event.key === 'F2') startEdit(active)
    else if (event.key === ' ' && row && active.col < first) selection?.toggle(row.id, active.row, event.shiftKey)
    else if (event.key === 'a' && mod && selection) selection.all(rows.map((r) => r.id))
    else if (event.key === 'Escape' && onEscape?.()) event.stopPropagation()
    else if (event.key === 'Escape' && selection && selection.ids.size > 0) selection.clear()
    else return
    event.preventDefault()
  }

  // The focus goes with a column that was moved, once it is in its new place.
  const moved = useRef<string | null>(null)
  useEffect(() => {
    const col = columns.findIndex(({ field }) => field.key === moved.current)
    moved.current = null
    if (col >= 0) focusCell({ row: HEADER, col: col + first })
    // Only a new order of the columns is of interest.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [columns])

  /// Alt and an arrow moves a column, Shift and an arrow changes its width, Alt and down opens its menu.
  const workedHead = (event: KeyboardEvent<HTMLElement>): boolean => {
    const column = active.row === HEADER ? columnAt(active.col) : undefined
    const head = event.target as HTMLElement
    if (!work || !column || (!event.altKey && !event.shiftKey && event.key !== 'ContextMenu')) return false
    const ahead = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const by = event.key === ahead ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : 0
    const neighbour = columnAt(active.col + by)
    if (event.key === 'ContextMenu' || (event.altKey && event.key === 'ArrowDown') || (event.shiftKey && event.key === 'F10')) work.menu(column, head)
    else if (by === 0) return false
    else if (event.shiftKey) work.resize(column.field.key, clamp(head.getBoundingClientRect().width + by * STEP_PX))
    else if (neighbour && !neighbour.title && !column.title) {
      moved.current = column.field.key
      work.place(column.field.key, neighbour.field.key)
    }
    event.preventDefault()
    return true
  }

  const sortBy = (col: number): void => {
    const field = columnAt(col)?.field
    if (field?.sortable) onSort(field)
  }

  const cellOf = (target: EventTarget): Cell | null => {
    const element = target as HTMLElement
    const row = element.closest<HTMLElement>('[data-row]')?.dataset['row']
    const col = element.closest<HTMLElement>('[data-col]')?.dataset['col']
    return row === undefined || col === undefined ? null : { row: Number(row), col: Number(col) }
  }

  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const cell = cellOf(target)
    if (!cell || edit) return
    if (cell.row === HEADER) {
      if (cell.col >= first) sortBy(cell.col)
      setActive(cell)
      return
    }
    const row = rows[cell.row]
    if (!row) return
    setActive(cell)
    if (selection && cell.col === 0) {
      selection.toggle(row.id, cell.row, event.shiftKey)
      return
    }
    onActive?.(row)
    const field = columnAt(cell.col)?.field
    const element = target.closest<HTMLElement>('[data-col]')
    // A status says what it is, and pressed, what it can become.
    if (field?.kind === 'status' && element !== target && element !== null && onEdit?.(row, field, element)) return
    const link = target.closest('a[data-open]')
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault()
      onOpen(row)
    }
  }
  const doubleClick = (event: MouseEvent) => {
    const cell = cellOf(event.target)
    if (!cell || edit || cell.row === HEADER || (selection && cell.col === 0)) return
    setActive(cell)
    startEdit(cell)
  }

  const allChosen = selection !== null && rows.length > 0 && rows.every((row) => selection.ids.has(row.id))
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total === null || groupBy ? -1 : total + 1}
      aria-colcount={columns.length + first}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={loading}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain"
      style={{ '--cols': gridColumns } as CSSProperties}
      onKeyDown={keys}
      onClick={click}
      onDoubleClick={doubleClick}
      tabIndex={-1}
    >
      <div role="rowgroup" className="sticky top-0 z-20 bg-surface-2" style={{ minWidth: width }}>
        <GridHeader columns={columns} first={first} activeCol={active.row === HEADER ? active.col : -1} sort={sort} work={work} onDrag={setDrag}>
          {selection ? (
            <div role="columnheader" aria-colindex={1} data-col={0} tabIndex={active.row === HEADER && active.col === 0 ? 0 : -1} className="sticky start-0 z-1 flex items-center justify-center bg-surface-2">
              <input
                type="checkbox"
                tabIndex={-1}
                className={CHECKBOX}
                checked={allChosen}
                ref={(box) => {
                  if (box) box.indeterminate = !allChosen && selection.ids.size > 0
                }}
                aria-label={t('grid.selectAll')}
                onChange={() => (allChosen ? selection.clear() : selection.all(rows.map((row) => row.id)))}
              />
            </div>
          ) : (
            <span role="presentation" />
          )}
        </GridHeader>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: width }}>
        {items.map((item) => {
          const line = loading ? undefined : lines[item.index]
          if (typeof line === 'object') {
            const key = valueKey(line.value)
            const found = groups?.find((group) => valueKey(group.value) === key)
            return <GroupRow key={`group-${key}`} top={item.start} index={item.index} label={groupBy && key !== '' ? fieldValue(groupBy, line.value) : t('word.none')} count={found ? number(found.count) : ''} />
          }
          const row = line === undefined ? undefined : rows[line]
          if (line === undefined || !row) return <SkeletonRow key={`loading-${item.index}`} top={item.start} columns={columns.length} />
          return (
            <GridRow
              key={row.id}
              row={row}
              index={line}
              line={item.index}
              top={item.start}
              columns={columns}
              selectable={selection !== null}
              selected={selection?.ids.has(row.id) ?? false}
              changed={changed.has(row.id)}
              activeCol={active.row === line ? active.col : -1}
              editCol={edit?.row === line ? edit.col : -1}
              editing={editing}
              href={hrefOf(row)}
            />
          )
        })}
      </div>
    </div>
  )
}

const STEP: Record<string, 'up' | 'down' | 'left' | 'right' | 'start' | 'end' | 'page-up' | 'page-down'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'start',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }

/// The height CSS gives a row at this density (touch screens have their own).
function useRowHeight(density: string): number {
  return useMemo(() => {
    const probe = getComputedStyle(document.documentElement).getPropertyValue('--row')
    return Number.parseFloat(probe) || (density === 'compact' ? 32 : density === 'roomy' ? 44 : 36)
  }, [density])
}
