import { Ban, CircleAlert, CircleCheck, Undo2 } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { ImportProblem } from '@/api/imports'
import { t, tOr } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { Spinner } from '@/ui/Spinner'
import { type Cell, cellProblem, isTaken, type MendColumn, neighbour, rowProblem, troubles } from './mending'

type Props = {
  rows: readonly ImportProblem[]
  columns: readonly MendColumn[]
  /// Of all pages.
  total: number
  /// Positions that are being checked.
  busy: ReadonlySet<number>
  /// Whether the focus is to go to the first error: once, when the step was just come to.
  takesFocus: () => boolean
  onChange: (row: ImportProblem, column: number, text: string) => void
  onLeave: (row: ImportProblem, out: boolean) => void
}

const HEAD = 0
const CELL = 'relative flex min-w-0 flex-col justify-center gap-0.5 px-2 py-1 outline-none focus:outline-2 focus:-outline-offset-2 focus:outline-accent'

/// The rows a check would not take, as texts of the file. One cell is in the tab order; Tab itself goes from error to
/// error as long as there is one, and then out.
export function MendGrid({ rows, columns, total, busy, takesFocus, onChange, onLeave }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Cell>(() => troubles(rows, columns)[0] ?? { row: 0, col: HEAD })
  const [edit, setEdit] = useState<{ cell: Cell; text: string } | null>(null)
  // The focus follows what a key or a click chose, and never what a check changed.
  const moved = useRef(false)
  const at: Cell = { row: Math.min(active.row, rows.length - 1), col: active.col }
  const last = columns.length + 1

  useLayoutEffect(() => {
    if (takesFocus()) moved.current = true
    if (!moved.current || edit) return
    moved.current = false
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${at.row}"] [data-col="${at.col}"]`)
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const go = (to: Cell) => {
    moved.current = true
    setActive({ row: clamp(to.row, rows.length - 1), col: clamp(to.col, last) })
  }
  const start = (cell: Cell, typed?: string) => {
    const row = rows[cell.row]
    const column = columns[cell.col - 1]
    if (!row || !column) return false
    setActive(cell)
    setEdit({ cell, text: typed ?? row.cells[column.at] ?? '' })
    return true
  }
  const save = (text: string) => {
    if (!edit) return
    const row = rows[edit.cell.row]
    const column = columns[edit.cell.col - 1]
    setEdit(null)
    if (row && column && text.trim() !== row.cells[column.at]) onChange(row, column.at, text.trim())
  }
  const leave = (cell: Cell) => {
    const row = rows[cell.row]
    if (row) onLeave(row, row.code !== 'LEFT_OUT')
  }

  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    if (edit || event.altKey) return
    const mod = event.ctrlKey || event.metaKey
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = event.key === 'Tab' ? neighbour(troubles(rows, columns), at, event.shiftKey ? -1 : 1) : step(event.key, at, { mod, rtl, rows: rows.length, last })
    if (next) go(next)
    else if (event.key === 'Enter' && mod) return
    else if (at.col === last && (event.key === 'Enter' || event.key === ' ')) leave(at)
    else if (event.key === 'Enter' || event.key === 'F2') {
      // The head of a row has nothing to write in: its first cell has.
      if (!start(at.col === HEAD ? { ...at, col: 1 } : at)) return
    } else if (!mod && event.key.length === 1 && event.key !== ' ' && at.col !== HEAD && at.col !== last) start(at, event.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const click = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    const cell = cellOf(target)
    if (!cell || target.tagName === 'INPUT') return
    const row = rows[cell.row]
    const column = columns[cell.col - 1]
    const again = cell.row === at.row && cell.col === at.col
    if (cell.col === last) {
      go(cell)
      leave(cell)
    } else if (row && column && (again || event.detail > 1 || cellProblem(row, column) !== undefined)) start(cell)
    else go(cell)
  }

  return (
    // The grid is worked through its cells, one of which has the focus.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={grid}
      role="grid"
      aria-label={t('import.problems')}
      aria-rowcount={total + 1}
      aria-colcount={last + 1}
      className="max-h-[min(26rem,50dvh)] overflow-auto overscroll-contain rounded-card border border-line"
      style={{ '--mend': `minmax(7rem, 12rem) repeat(${columns.length}, minmax(9rem, 1fr)) 6rem` } as CSSProperties}
      onKeyDown={keys}
      onClick={click}
    >
      <div role="row" aria-rowindex={1} className="sticky top-0 z-20 grid min-w-fit border-b border-line bg-surface-2 [grid-template-columns:var(--mend)] text-12 font-medium text-ink-2">
        <span role="columnheader" className="sticky start-0 z-1 bg-surface-2 px-2 py-1.5">
          {t('import.mend.row')}
        </span>
        {columns.map((column) => (
          <span key={column.at} role="columnheader" className="truncate px-2 py-1.5">
            {column.label}
          </span>
        ))}
        <span role="columnheader" className="truncate px-2 py-1.5">
          {t('import.mend.action')}
        </span>
      </div>
      {rows.map((row, index) => (
        <MendRow
          key={row.position}
          row={row}
          index={index}
          columns={columns}
          busy={busy.has(row.position)}
          activeCol={at.row === index ? at.col : -1}
          edit={edit?.cell.row === index ? { col: edit.cell.col, text: edit.text } : null}
          onSave={(text, by) => {
            const from = at
            save(text)
            go(by === 0 ? from : (neighbour(troubles(rows, columns), from, by) ?? from))
          }}
          onBlur={save}
          onCancel={() => {
            setEdit(null)
            go(at)
          }}
        />
      ))}
    </div>
  )
}

type RowProps = {
  row: ImportProblem
  index: number
  columns: readonly MendColumn[]
  busy: boolean
  activeCol: number
  edit: { col: number; text: string } | null
  onSave: (text: string, by: 1 | 0 | -1) => void
  onBlur: (text: string) => void
  onCancel: () => void
}

function MendRow({ row, index, columns, busy, activeCol, edit, onSave, onBlur, onCancel }: RowProps) {
  const n = row.position + 1
  const problem = rowProblem(row, columns)
  const taken = isTaken(row)
  const left = row.code === 'LEFT_OUT'
  return (
    <div role="row" aria-rowindex={index + 2} data-row={index} aria-busy={busy || undefined} className="grid min-h-row min-w-fit border-b border-line bg-raised [grid-template-columns:var(--mend)] last:border-b-0">
      <div role="rowheader" data-col={0} tabIndex={activeCol === 0 ? 0 : -1} className={cn(CELL, 'sticky start-0 z-1 bg-raised')}>
        <span className="flex items-center gap-1.5 font-medium tabular-nums">
          {busy ? <Spinner /> : taken ? <CircleCheck size={14} className="shrink-0 text-ok" aria-hidden /> : <CircleAlert size={14} className={cn('shrink-0', row.status === 'error' ? 'text-bad' : 'text-ink-3')} aria-hidden />}
          {t('import.row', { n })}
        </span>
        <span className={cn('text-12', taken ? 'text-ok' : row.status === 'error' ? 'text-bad' : 'text-ink-2')}>
          {taken ? t('import.mend.fine') : (problem ?? tOr(`import.count.${row.status}`, row.status))}
        </span>
      </div>
      {columns.map((column, i) => {
        const wrong = cellProblem(row, column)
        const editing = edit?.col === i + 1
        return (
          <div
            key={column.at}
            role="gridcell"
            data-col={i + 1}
            tabIndex={activeCol === i + 1 ? 0 : -1}
            aria-invalid={wrong === undefined ? undefined : true}
            className={cn(CELL, 'cursor-text', wrong !== undefined && 'bg-bad-soft', left && 'text-ink-3')}
          >
            {editing ? (
              <CellInput label={`${column.label}, ${t('import.row', { n })}`} column={column} text={edit.text} onSave={onSave} onBlur={onBlur} onCancel={onCancel} />
            ) : (
              <span dir="auto" className="min-h-5 truncate">
                {row.cells[column.at]}
              </span>
            )}
            {wrong !== undefined && <span className="text-12 text-bad">{wrong}</span>}
          </div>
        )
      })}
      <div role="gridcell" className="flex items-center justify-center">
        <button
          type="button"
          data-col={columns.length + 1}
          tabIndex={activeCol === columns.length + 1 ? 0 : -1}
          aria-label={t(left ? 'import.mend.take' : 'import.mend.leave', { n })}
          className="flex size-hit items-center justify-center rounded-control text-ink-2 hover:bg-hover"
        >
          {left ? <Undo2 size={16} aria-hidden /> : <Ban size={16} aria-hidden />}
        </button>
      </div>
    </div>
  )
}

type InputProps = { label: string; column: MendColumn; text: string } & Pick<RowProps, 'onSave' | 'onBlur' | 'onCancel'>

/// The text of the file, with the choices there are to choose from.
function CellInput({ label, column, text, onSave, onBlur, onCancel }: InputProps) {
  const list = useId()
  const [value, setValue] = useState(text)
  const done = useRef(false)
  const options = column.field?.options ?? []
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key !== 'Enter' && event.key !== 'Tab' && event.key !== 'Escape') return
    event.preventDefault()
    done.current = true
    if (event.key === 'Escape') onCancel()
    else onSave(value, event.key === 'Enter' ? 0 : event.shiftKey ? -1 : 1)
  }
  return (
    <>
      <input
        autoFocus
        data-own-escape=""
        aria-label={label}
        dir="auto"
        maxLength={10_000}
        {...(options.length === 0 ? {} : { list })}
        className="-mx-1 min-h-6 rounded-chip bg-raised px-1 text-ink outline-2 outline-accent touch:min-h-10"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        // Enter and Tab take the field away, which then loses the focus: that must not save twice.
        onBlur={() => !done.current && onBlur(value)}
        onKeyDown={keys}
      />
      {options.length > 0 && (
        <datalist id={list}>
          {options.map((option) => (
            <option key={option.value}>{option.label}</option>
          ))}
        </datalist>
      )}
    </>
  )
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

type Shape = { mod: boolean; rtl: boolean; rows: number; last: number }

/// Where a key leads, or undefined.
function step(key: string, { row, col }: Cell, { mod, rtl, rows, last }: Shape): Cell | undefined {
  if (key === 'ArrowUp') return { row: row - 1, col }
  if (key === 'ArrowDown') return { row: row + 1, col }
  if (key === 'ArrowLeft') return { row, col: col + (rtl ? 1 : -1) }
  if (key === 'ArrowRight') return { row, col: col + (rtl ? -1 : 1) }
  if (key === 'Home') return { row: mod ? 0 : row, col: HEAD }
  if (key === 'End') return { row: mod ? rows - 1 : row, col: last }
  return undefined
}

function cellOf(target: HTMLElement): Cell | null {
  const row = target.closest<HTMLElement>('[data-row]')?.dataset['row']
  const col = target.closest<HTMLElement>('[data-col]')?.dataset['col']
  return row === undefined || col === undefined ? null : { row: Number(row), col: Number(col) }
}
