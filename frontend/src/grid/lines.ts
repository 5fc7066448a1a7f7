import type { FieldMeta, Row } from '@/api/types'

/// One line of a grid: a row by its place, or the head of the rows that share a value.
export type Line = number | { value: unknown }

/// What a value is told apart by: people and references by their id.
export const valueKey = (value: unknown): string =>
  value === null || value === undefined || value === '' ? '' : typeof value === 'object' && 'id' in value ? String(value.id) : String(value)

/// Rows in the order of the field, with a head where its value changes. Without a field there are only rows.
export function linesOf(rows: readonly Row[], groupBy: FieldMeta | null): { lines: Line[]; lineOf: readonly number[] } {
  const lines: Line[] = []
  const lineOf: number[] = []
  let last: string | null = null
  rows.forEach((row, index) => {
    const value = groupBy ? row[groupBy.key] : undefined
    if (groupBy && valueKey(value) !== last) {
      last = valueKey(value)
      lines.push({ value })
    }
    lineOf.push(lines.length)
    lines.push(index)
  })
  return { lines, lineOf }
}
