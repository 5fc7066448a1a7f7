import type { QueryClient } from '@tanstack/react-query'
import { problemText } from '@/api/problems'
import { createRecord, pathOf } from '@/api/records'
import type { ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'

/// @param told what is said of it
type Made = { row: Row; told: string; changeSet: string | null }

/// A record from one line, typed at the foot of a column.
///
/// @param hint what the line takes
/// @param make of objects that need more than a title
export type QuickAdd = { hint: string; make?: (text: string) => Promise<Made> }

const titled = async (meta: ObjectMeta, title: string): Promise<Made> => {
  const { data, changeSet } = await createRecord(pathOf(meta), { [meta.titleField]: title })
  return { row: data, told: t('record.created', { title }), changeSet }
}

/// Said with a way back; null when it could not be made, and why was told.
export async function addQuickly(queries: QueryClient, meta: ObjectMeta, { make }: QuickAdd, text: string): Promise<Row | null> {
  try {
    const { row, told, changeSet } = await (make ? make(text) : titled(meta, text))
    toast(told, undoOf(queries, changeSet))
    return row
  } catch (error) {
    toast(problemText(error), { tone: 'problem' })
    return null
  }
}
