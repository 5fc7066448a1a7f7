import type { ReactNode } from 'react'
import { cn } from './cn'
import { Skeleton } from './Skeleton'
import { usePhone } from './useMedia'

export type TableColumn<T> = {
  key: string
  label: string
  cell: (row: T) => ReactNode
  /// Where the cell goes when rows become cards: its first line, the end of that line, or the lines below.
  card?: 'title' | 'side'
  /// Numbers and controls stand at the end.
  end?: boolean
  /// Column heads that only screen readers need.
  hideLabel?: boolean
  className?: string
}

type Props<T> = {
  label: string
  columns: readonly TableColumn<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  loading?: boolean
  /// Rows that no longer count (left, switched off) step back.
  faded?: (row: T) => boolean
}

const LOADING = ['a', 'b', 'c', 'd', 'e', 'f']

/// A short list of things that are no records: a table on a desktop, cards on a phone. Make the first cell's link or
/// button `STRETCHED` and the whole row opens it.
export function DataTable<T>({ label, columns, rows, keyOf, loading = false, faded }: Props<T>) {
  const phone = usePhone()
  if (phone) return <Cards label={label} columns={columns} rows={rows} keyOf={keyOf} loading={loading} faded={faded} />
  return (
    <table className="w-full border-collapse" aria-label={label} aria-busy={loading}>
      <thead>
        <tr className="border-b border-line text-12 text-ink-2">
          {columns.map((column) => (
            <th key={column.key} scope="col" className={cn('h-8 px-3 font-medium whitespace-nowrap first:ps-4 last:pe-4', column.end ? 'text-end' : 'text-start', column.className)}>
              {column.hideLabel ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loading
          ? LOADING.map((row) => (
              <tr key={row} className="border-b border-line">
                {columns.map((column) => (
                  <td key={column.key} className="h-12 px-3 first:ps-4">
                    <Skeleton className="h-3 w-2/3" />
                  </td>
                ))}
              </tr>
            ))
          : rows.map((row) => (
              <tr key={keyOf(row)} className={cn('relative border-b border-line hover:bg-row-hover', faded?.(row) && 'bg-surface-2')}>
                {columns.map((column) => (
                  <td key={column.key} className={cn('h-12 px-3 py-1.5 first:ps-4 last:pe-4', column.end && 'text-end tabular-nums', column.className)}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </table>
  )
}

/// Spreads the click of a link or button over its row.
export const STRETCHED = 'after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent focus-visible:outline-none'
/// Keeps a control clickable above a stretched row.
export const ABOVE = 'relative z-1'

function Cards<T>({ label, columns, rows, keyOf, loading, faded }: Omit<Props<T>, 'faded'> & { faded: ((row: T) => boolean) | undefined }) {
  const title = columns.filter((column) => column.card === 'title')
  const side = columns.filter((column) => column.card === 'side')
  const rest = columns.filter((column) => column.card === undefined)
  return (
    <ul aria-label={label} aria-busy={loading} className="flex flex-col">
      {loading === true
        ? LOADING.map((row) => (
            <li key={row} className="flex flex-col gap-2 border-b border-line px-4 py-4">
              <Skeleton className="h-3.5 w-2/5" />
              <Skeleton className="h-3 w-3/5" />
            </li>
          ))
        : rows.map((row) => (
            <li key={keyOf(row)} className={cn('relative flex flex-col gap-1.5 border-b border-line px-4 py-3', faded?.(row) && 'bg-surface-2')}>
              <div className="flex items-center justify-between gap-3">
                <div className="min-w-0">{title.map((column) => <div key={column.key}>{column.cell(row)}</div>)}</div>
                <div className="flex shrink-0 items-center gap-2">{side.map((column) => <div key={column.key}>{column.cell(row)}</div>)}</div>
              </div>
              <dl className="flex flex-wrap gap-x-4 gap-y-1 text-13">
                {rest.map((column) => {
                  const cell = column.cell(row)
                  return (
                    cell !== null && cell !== '' && (
                      <div key={column.key} className="flex min-w-0 items-center gap-1.5">
                        <dt className="text-ink-3">{column.label}</dt>
                        <dd className="min-w-0">{cell}</dd>
                      </div>
                    )
                  )
                })}
              </dl>
            </li>
          ))}
    </ul>
  )
}
