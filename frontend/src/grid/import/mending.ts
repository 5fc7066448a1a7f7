import type { ImportProblem, ImportView } from '@/api/imports'
import type { FieldMeta, ObjectMeta } from '@/api/types'
import { t, tOr } from '@/i18n/t'

/// A column of the file that is imported: where it stands in the file and what it is.
export type MendColumn = { at: number; label: string; field: FieldMeta | undefined }

export type Cell = { row: number; col: number }

const CURRENCY = '.currency'

export function mendColumns(meta: ObjectMeta, found: ImportView): MendColumn[] {
  return found.mapping.flatMap((key, at) => {
    if (key === null || key === undefined) return []
    const ofCurrency = key.endsWith(CURRENCY)
    const field = meta.fields.find((each) => each.key === (ofCurrency ? key.slice(0, -CURRENCY.length) : key))
    const label = field?.label ?? key
    return [{ at, label: ofCurrency ? t('import.currencyOf', { field: label }) : label, field: ofCurrency ? undefined : field }]
  })
}

type Told = { code: string; message: string }

const words = ({ code, message }: Told, repeats: number | null | undefined): string =>
  tOr(`import.problem.${code}`, tOr(`problem.field.${code}`, tOr(`problem.${code}`, message)), { n: (repeats ?? 0) + 1 })

/// Why a row was not taken.
export const whyNot = ({ code, message, status, repeats }: ImportProblem): string =>
  code && message ? words({ code, message }, repeats) : (message ?? tOr(`import.count.${status}`, status))

/// What is wrong with a cell, or undefined.
export function cellProblem(row: ImportProblem, column: MendColumn): string | undefined {
  const found = row.errors.find((error) => error.column === column.at)
  return found && words(found, row.repeats)
}

/// What is wrong with a row and no cell on the screen shows.
export function rowProblem(row: ImportProblem, columns: readonly MendColumn[]): string | undefined {
  const found = row.errors.find((error) => !columns.some((column) => column.at === error.column))
  return found && words(found, row.repeats)
}

export const isTaken = (row: ImportProblem): boolean => row.status === 'new' || row.status === 'update'

/// The cells a person is led through: those in error, and the head of a row that has none to blame.
export function troubles(rows: readonly ImportProblem[], columns: readonly MendColumn[]): Cell[] {
  return rows.flatMap((row, index) => {
    if (row.status !== 'error') return []
    const cells = columns.flatMap((column, i) => (cellProblem(row, column) === undefined ? [] : [{ row: index, col: i + 1 }]))
    return cells.length > 0 ? cells : [{ row: index, col: 0 }]
  })
}

/// The next of these behind (or before) a cell, in reading order.
export function neighbour(cells: readonly Cell[], from: Cell, by: 1 | -1): Cell | undefined {
  const behind = (cell: Cell) => (cell.row - from.row || cell.col - from.col) * by > 0
  return by === 1 ? cells.find(behind) : cells.findLast(behind)
}

/// Pages as they were read, with what was mended since in its place.
export function merged(read: readonly ImportProblem[], mended: ReadonlyMap<number, ImportProblem>): ImportProblem[] {
  const rows = new Map(read.map((row) => [row.position, row]))
  for (const [position, row] of mended) {
    const there = rows.get(position)
    if (there === undefined || there.version <= row.version) rows.set(position, row)
  }
  return [...rows.values()].toSorted((a, b) => a.position - b.position)
}
