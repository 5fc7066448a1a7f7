import type { FieldKind, FieldMeta, ObjectMeta } from '@/api/types'

/// @param fixed exactly as wide as that; spare room goes to the others
/// @param stick how far from the start it stays when the rest scrolls; null lets it go
export type Column = { field: FieldMeta; width: number; fixed: boolean; end: boolean; title: boolean; stick: number | null }

type Shown = { fields: readonly string[]; widths?: Readonly<Record<string, number>>; pinned?: readonly string[] }

const WIDTH: Record<FieldKind, number> = {
  text: 168,
  longText: 240,
  choice: 132,
  multiChoice: 160,
  users: 180,
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

/// The title leads, whatever the view says: it is the way to the record. Pinned columns follow it. What stands before a
/// pinned column has a width of its own, so that the pinned one knows its place.
export function columnsOf(meta: ObjectMeta, { fields, widths = {}, pinned = [] }: Shown, selectable = false): Column[] {
  const rest = fields.filter((key) => key !== meta.titleField)
  const stuck = rest.filter((key) => pinned.includes(key))
  let stick = selectable ? SELECT_WIDTH : 0
  return [meta.titleField, ...stuck, ...rest.filter((key) => !stuck.includes(key))].flatMap((key): Column[] => {
    const field = meta.fields.find((f) => f.key === key)
    if (!field) return []
    const title = key === meta.titleField
    const width = widths[key] ?? (title ? TITLE_WIDTH : WIDTH[field.kind])
    const stays = title || stuck.includes(key)
    const column = { field, title, width, fixed: widths[key] !== undefined || (stays && stuck.length > 0), end: NUMBERS.includes(field.kind), stick: stays ? stick : null }
    stick += width
    return [column]
  })
}

/// One CSS value for header and rows. Spare room is shared, shortage scrolls.
export function template(columns: readonly Column[], selectable: boolean): { columns: string; width: number } {
  const lead = selectable ? `${SELECT_WIDTH}px ` : '8px '
  return {
    columns: lead + columns.map((c) => (c.fixed ? `${c.width}px` : `minmax(${c.width}px, ${c.title ? c.width * 1.4 : c.width}fr)`)).join(' '),
    width: columns.reduce((sum, c) => sum + c.width, selectable ? SELECT_WIDTH : 8),
  }
}
