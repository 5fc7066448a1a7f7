import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { api, dataOf, ON_DEVICE } from '@/api/client'
import type { Schemas } from '@/api/types'
import { TASK } from '@/record/tasks/task'

export type DayItem = Schemas['DayItem']
export type Day = Schemas['DayQueue']
export type DayReason = Schemas['DayReason']
export type Part = DayItem['part']
export const PARTS: readonly Part[] = ['overdue', 'today', 'next']

const ONCE_A_MINUTE = 60_000

/// Beside the tasks: whatever is done to a task anywhere reads the day again, too.
export const dayQuery = queryOptions({
  queryKey: [TASK, 'my-day'],
  meta: ON_DEVICE,
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/my-day', { signal })),
  // What is late moves with the clock.
  refetchInterval: ONCE_A_MINUTE,
})

export const reloadDay = (queries: QueryClient): Promise<void> => queries.invalidateQueries({ queryKey: dayQuery.queryKey })

const PUT_OFF = '/api/v1/my-day/put-off/{object}/{id}'
const path = ({ object, id }: Pick<DayItem, 'object' | 'id'>) => ({ params: { path: { object, id } } })

export const putOff = (item: DayItem) => dataOf(api.PUT(PUT_OFF, path(item)))
export const bringBack = (item: DayItem) => api.DELETE(PUT_OFF, path(item))
export const bringAllBack = () => api.DELETE('/api/v1/my-day/put-off')

/// Out of the queue before the server has said so.
export function without(day: Day, gone: DayItem, putOffToo: boolean): Day {
  if (!day.items.some(({ id }) => id === gone.id)) return day
  return {
    ...day,
    items: day.items.filter(({ id }) => id !== gone.id),
    counts: { ...day.counts, [gone.part]: Math.max(0, (day.counts[gone.part] ?? 0) - 1) },
    putOff: day.putOff + (putOffToo ? 1 : 0),
  }
}

/// The record one works on: what a task belongs to, else the record itself.
export const subjectOf = (item: DayItem): { object: string; id: string; label: string } =>
  item.about ? { object: item.about.object, id: item.about.id, label: item.about.label ?? item.title } : { object: item.object, id: item.id, label: item.title }
