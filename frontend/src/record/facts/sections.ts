import type { FieldMeta, ObjectMeta, Row } from '@/api/types'
import { isEmpty } from '../values'

export type Section = { key: string; fields: FieldMeta[]; hidden: number }

/// What machines keep about a record is read last.
const LAST = ['tracking', 'system']

/// The fields of a record in the sections and the order its description gives, empty ones aside unless asked for.
/// `hidden` says how many are left out.
export function sectionsOf(meta: ObjectMeta, row: Row, showEmpty: boolean, omit: readonly string[]): Section[] {
  const sections = new Map<string, Section>()
  for (const field of meta.fields) {
    if (omit.includes(field.key)) continue
    const key = field.section ?? 'main'
    const section = sections.get(key) ?? { key, fields: [], hidden: 0 }
    sections.set(key, section)
    if (showEmpty || !isEmpty(row[field.key])) section.fields.push(field)
    else section.hidden += 1
  }
  const rank = (section: Section) => LAST.indexOf(section.key)
  return [...sections.values()].toSorted((a, b) => rank(a) - rank(b))
}
