import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react'
import { type DragEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import type { Column } from './columns'
import { clamp, sortOf } from './view'

/// What can be done with the columns of a list.
export type ColumnWork = {
  /// To the place of another column.
  place: (key: string, to: string) => void
  /// Null gives the width back to the layout.
  resize: (key: string, width: number | null) => void
  menu: (column: Column, head: HTMLElement) => void
}

type Props = {
  columns: readonly Column[]
  first: number
  /// The active column while the head is active; -1 otherwise.
  activeCol: number
  sort: string
  work: ColumnWork | null
  /// A width that is being dragged, not yet the view's.
  onDrag: (drag: { key: string; width: number } | null) => void
  children: ReactNode
}

/// The row of heads: sorted by a click, moved and widened by dragging, everything else in their menu.
export function GridHeader({ columns, first, activeCol, sort, work, onDrag, children }: Props) {
  const moved = useRef<string | null>(null)
  const keyAt = (event: DragEvent) => (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key']

  const widen = (column: Column) => (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget
    const head = handle.parentElement
    if (!head || !work) return
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    const from = event.clientX
    const start = head.getBoundingClientRect().width
    const sign = getComputedStyle(head).direction === 'rtl' ? -1 : 1
    let width: number | null = null
    const move = (to: globalThis.PointerEvent) => {
      width = clamp(start + sign * (to.clientX - from))
      onDrag({ key: column.field.key, width })
    }
    const end = () => {
      handle.removeEventListener('pointermove', move)
      if (width !== null) work.resize(column.field.key, width)
      onDrag(null)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', end, { once: true })
  }

  return (
    // By keyboard a head is moved with Alt and an arrow, and from its menu.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      role="row"
      aria-rowindex={1}
      data-row={-1}
      className="grid h-8 border-b border-line [grid-template-columns:var(--cols)]"
      onDragStart={(event) => (moved.current = keyAt(event) ?? null)}
      onDragOver={(event) => moved.current !== null && event.preventDefault()}
      onDrop={(event) => {
        const to = keyAt(event)
        if (moved.current !== null && to !== undefined) work?.place(moved.current, to)
        moved.current = null
      }}
    >
      {children}
      {columns.map((column, i) => {
        const direction = sortOf(sort, column.field.key)
        return (
          <div
            key={column.field.key}
            role="columnheader"
            aria-colindex={i + first + 1}
            aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
            aria-keyshortcuts={work ? 'Alt+ArrowDown' : undefined}
            data-col={i + first}
            data-key={column.field.key}
            draggable={work !== null && !column.title}
            tabIndex={activeCol === i + first ? 0 : -1}
            className={cn(
              'group/head relative flex min-w-0 items-center gap-1 px-2 text-12 font-medium outline-none select-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
              column.end && 'justify-end',
              column.stick !== null && 'sticky z-1 bg-surface-2',
              column.field.sortable && 'cursor-pointer hover:text-ink',
              direction === null ? 'text-ink-3' : 'text-ink',
            )}
            {...(column.stick === null ? {} : { style: { insetInlineStart: column.stick } })}
          >
            <span className="truncate">{column.field.label}</span>
            {direction === 'asc' && <ArrowUp size={12} aria-hidden />}
            {direction === 'desc' && <ArrowDown size={12} aria-hidden />}
            {work && (
              <>
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('column.menu', { field: column.field.label })}
                  className="absolute end-1.5 flex size-6 items-center justify-center rounded-chip bg-surface-2 text-ink-3 opacity-0 group-hover/head:opacity-100 group-focus-visible/head:opacity-100 hover:bg-press hover:text-ink touch:opacity-100"
                  onClick={(event) => {
                    event.stopPropagation()
                    const head = event.currentTarget.parentElement
                    if (head) work.menu(column, head)
                  }}
                >
                  <ChevronDown size={12} aria-hidden />
                </button>
                {/* Beside the keys and the menu: for the pointer. */}
                {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
                <span
                  className="absolute inset-y-1 end-0 w-1.5 cursor-col-resize touch-none rounded-full hover:bg-accent"
                  onPointerDown={widen(column)}
                  onClick={(event) => event.stopPropagation()}
                  onDoubleClick={() => work.resize(column.field.key, null)}
                />
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}
