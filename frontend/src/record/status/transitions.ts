import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, ON_DEVICE } from '@/api/client'
import { at } from '@/api/spine'
import type { FieldMeta, Schemas, StatusGroup } from '@/api/types'

/// The way of a record through its pipeline: where it may go, where it was, and the bar that shows it.
export type AskedField = Schemas['AskedField']
export type Ask = Schemas['Ask']
export type TransitionOption = Schemas['TransitionOption']
export type StatusMove = Schemas['StatusHistory']

export const transitionsQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'transitions', id],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET(at(path, '/{id}/transitions'), { params: { path: { id } }, signal })),
  })

export const statusHistoryQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'statusHistory', id],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET(at(path, '/{id}/status-history'), { params: { path: { id } }, signal })),
  })

export type Station = { key: string; label: string; group: StatusGroup | null; color: string | null; place: 'past' | 'now' | 'ahead'; option: TransitionOption | null }

const ENDINGS = new Set<StatusGroup | null>(['lost', 'expired'])

/// All statuses of the record's pipeline in its order. The server lists every status but the current one; the field's
/// options know where that belongs.
export function stations(current: string, options: readonly TransitionOption[], field: FieldMeta): Station[] {
  const known = field.options ?? []
  const rank = (key: string) => known.findIndex((option) => option.value === key)
  const own = rank(current)
  const before = options.findIndex((option) => rank(option.to) > own)
  const place = own < 0 ? 0 : before < 0 ? options.length : before
  const now = known[own]
  const group = (now?.group as StatusGroup | undefined) ?? null
  // Where a record ended says nothing about the stations it passed.
  const walked = !ENDINGS.has(group)
  const all: Station[] = options.map((option, i) => ({
    key: option.to,
    label: option.label,
    group: option.group,
    color: option.color ?? null,
    place: walked && i < place ? 'past' : 'ahead',
    option,
  }))
  all.splice(place, 0, { key: current, label: now?.label ?? current, group, color: now?.color ?? null, place: 'now', option: null })
  return all
}


/// The way forward as a bar with room for `room` segments around the current status; endings such as "Lost" and what
/// does not fit stay in the menu.
export function windowOf(all: readonly Station[], room: number): { shown: Station[]; before: number; after: number } {
  const path = all.filter((station) => station.place === 'now' || !ENDINGS.has(station.group))
  const now = path.findIndex((station) => station.place === 'now')
  const start = Math.max(0, Math.min(now - 1, path.length - room))
  const shown = path.slice(start, start + room)
  return { shown, before: start, after: Math.max(0, path.length - start - shown.length) }
}
