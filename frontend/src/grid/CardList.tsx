import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Row } from '@/api/types'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { fieldText, isEmpty } from '@/record/values'
import { Skeleton } from '@/ui/Skeleton'
import type { Column } from './columns'

type Props = {
  label: string
  columns: readonly Column[]
  rows: readonly Row[]
  hasMore: boolean
  loading: boolean
  hrefOf: (row: Row) => string | null
  onShown: (lastRow: number) => void
}

const CARD = 92
const DETAILS = 3

/// The list on a phone: title and status first, the next few columns as one quiet line.
export function CardList({ label, columns, rows, hasMore, loading, hrefOf, onShown }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const drawn = loading ? 8 : rows.length + (hasMore ? 2 : 0)
  const virtual = useVirtualizer({ count: drawn, getScrollElement: () => scroller.current, estimateSize: () => CARD, overscan: 6 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onShown(last), [last, onShown])

  const title = columns.find((column) => column.title)
  const status = columns.find((column) => column.field.kind === 'status')
  const rest = columns.filter((column) => column !== title && column !== status)
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={label}>
      <ul className="relative" style={{ height: virtual.getTotalSize() }} aria-busy={loading}>
        {items.map((item) => {
          const row = loading ? undefined : rows[item.index]
          return (
            <li
              key={row?.id ?? `loading-${item.index}`}
              className="absolute inset-x-0 top-0 border-b border-line"
              style={{ transform: `translateY(${item.start}px)`, height: CARD }}
            >
              {row ? (
                <Link to={hrefOf(row) ?? '.'} className="flex h-full flex-col justify-center gap-1 px-4 active:bg-press">
                  <span className="flex items-center justify-between gap-3">
                    <bdi className="truncate font-medium">{(title && fieldText(title.field, row[title.field.key])) || t('grid.untitled')}</bdi>
                    {status && fieldValue(status.field, row[status.field.key])}
                  </span>
                  {[rest.slice(0, DETAILS - 1), rest.slice(DETAILS - 1, DETAILS * 2 - 2)].map((line, i) => (
                    <span key={i} className="flex min-w-0 items-center justify-between gap-3 text-13 text-ink-2">
                      {line
                        .filter((column) => !isEmpty(row[column.field.key]))
                        .map((column) => (
                          <span key={column.field.key} className="min-w-0 truncate">
                            {fieldValue(column.field, row[column.field.key])}
                          </span>
                        ))}
                    </span>
                  ))}
                </Link>
              ) : (
                <span className="flex h-full flex-col justify-center gap-2 px-4">
                  <Skeleton className="h-3.5 w-2/5" />
                  <Skeleton className="h-3 w-3/5" />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
