import type { FieldKind, FieldMeta, ObjectMeta } from '@/api/types'

export type Column = { field: FieldMeta; width: number; end: boolean; title: boolean }

const WIDTH: Record<FieldKind, number> = {
  text: 168,
  longText: 240,
  choice: 132,
  multiChoice: 160,
  money: 132,
  number: 104,
  integer: 96,
  percent: 104,
  bool: 96,
  date: 124,
  instant: 128,
  phone: 152,
  email: 212,
  url: 200,
  user: 164,
  ref: 180,
  status: 160,
  tags: 152,
}
const TITLE_WIDTH = 240
export const SELECT_WIDTH = 40
const NUMBERS: readonly FieldKind[] = ['money', 'number', 'integer', 'percent']

/// The title leads, whatever the view says: it is the way to the record.
export function columnsOf(meta: ObjectMeta, keys: readonly string[]): Column[] {
  const ordered = [meta.titleField, ...keys.filter((key) => key !== meta.titleField)]
  return ordered.flatMap((key) => {
    const field = meta.fields.find((f) => f.key === key)
    if (!field) return []
    const title = key === meta.titleField
    return [{ field, title, width: title ? TITLE_WIDTH : WIDTH[field.kind], end: NUMBERS.includes(field.kind) }]
  })
}

/// One CSS value for header and rows. Spare room is shared, shortage scrolls.
export function template(columns: readonly Column[], selectable: boolean): { columns: string; width: number } {
  const lead = selectable ? `${SELECT_WIDTH}px ` : '8px '
  return {
    columns: lead + columns.map((c) => `minmax(${c.width}px, ${c.title ? c.width * 1.4 : c.width}fr)`).join(' '),
    width: columns.reduce((sum, c) => sum + c.width, selectable ? SELECT_WIDTH : 8),
  }
}
