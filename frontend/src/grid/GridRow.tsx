import { lazy, memo, type ReactNode, Suspense } from 'react'
import type { DirectoryUser, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { fieldText } from '@/record/values'
import { CHECKBOX } from '@/ui/Checkbox'
import { cn } from '@/ui/cn'
import type { After } from './CellEditor'
import type { Column } from './columns'

const CellEditor = lazy(() => import('./CellEditor').then((module) => ({ default: module.CellEditor })))

export type Editing = {
  users: readonly DirectoryUser[]
  currency: string
  save: (value: unknown, after: After) => void
  cancel: () => void
}

type Props = {
  row: Row
  index: number
  /// Where it stands among rows and the heads of groups.
  line: number
  top: number
  columns: readonly Column[]
  selectable: boolean
  selected: boolean
  changed: boolean
  /// -1 when the active cell is in another row.
  activeCol: number
  editCol: number
  editing: Editing
  href: string | null
}

const CELL = 'relative flex min-w-0 items-center px-2 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent'

// The way to the record stays in sight while the rest scrolls sideways.
const STICKY = 'sticky z-1 bg-inherit'

/// One row. Drawn again only when its own data, place or state changes; all handlers live on the grid.
export const GridRow = memo(function GridRow({ row, index, line, top, columns, selectable, selected, changed, activeCol, editCol, editing, href }: Props) {
  const first = selectable ? 1 : 0
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={selectable ? selected : undefined}
      data-row={index}
      className={cn(
        'group/row absolute inset-x-0 top-0 grid h-row border-b border-line [grid-template-columns:var(--cols)] [contain:layout_style_paint]',
        selected ? 'bg-row-selected' : 'bg-surface hoverable:hover:bg-row-hover',
        changed && 'animate-remote',
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {selectable ? (
        <div role="gridcell" aria-colindex={1} data-col={0} tabIndex={activeCol === 0 ? 0 : -1} className={cn(CELL, 'sticky start-0 z-1 justify-center bg-inherit px-0')}>
          <input
            type="checkbox"
            tabIndex={-1}
            className={CHECKBOX}
            checked={selected}
            readOnly
            aria-label={t('grid.select', { name: title(columns, row) })}
          />
        </div>
      ) : (
        <span role="presentation" />
      )}
      {columns.map((column, i) => {
        const col = i + first
        const value = row[column.field.key]
        return (
          <div
            key={column.field.key}
            role="gridcell"
            aria-colindex={col + 1}
            aria-readonly={!column.field.editable || undefined}
            data-col={col}
            tabIndex={activeCol === col ? 0 : -1}
            className={cn(CELL, column.end && 'justify-end', column.stick !== null && STICKY, column.title && 'font-medium', col === editCol && 'z-10 overflow-visible')}
            {...(column.stick === null ? {} : { style: { insetInlineStart: column.stick } })}
          >
            {column.title && href !== null ? (
              <a href={href} dir="auto" data-open="" tabIndex={-1} className="truncate hover:underline hover:underline-offset-2">
                {fieldText(column.field, value) || t('grid.untitled')}
              </a>
            ) : (
              <span className="min-w-0 truncate">{fieldValue(column.field, value)}</span>
            )}
            {col === editCol && (
              <Suspense>
                <CellEditor
                  field={column.field}
                  value={value}
                  users={editing.users}
                  currency={editing.currency}
                  onSave={editing.save}
                  onCancel={editing.cancel}
                />
              </Suspense>
            )}
          </div>
        )
      })}
    </div>
  )
})

function title(columns: readonly Column[], row: Row): string {
  const column = columns.find((c) => c.title)
  return column ? fieldText(column.field, row[column.field.key]) : row.id
}

export function SkeletonRow({ top, columns }: { top: number; columns: number }) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 top-0 grid h-row border-b border-line [grid-template-columns:var(--cols)]"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span />
      {Array.from({ length: columns }, (_, i) => (
        <span key={i} className="flex items-center px-2">
          <span className={cn('h-3 animate-pulse rounded-chip bg-line', ['w-3/5', 'w-2/5', 'w-1/2'][i % 3])} />
        </span>
      ))}
    </div>
  )
}

/// What heads the rows of one value.
export function GroupRow({ top, index, label, count }: { top: number; index: number; label: ReactNode; count: string }) {
  return (
    <div role="row" aria-rowindex={index + 2} className="absolute inset-x-0 top-0 flex h-row items-center border-b border-line bg-surface-2" style={{ transform: `translateY(${top}px)` }}>
      <div role="rowheader" className="sticky start-0 flex items-center gap-2 px-3 font-medium">
        {label}
        <span className="text-12 font-normal text-ink-3 tabular-nums">{count}</span>
      </div>
    </div>
  )
}
