import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Promises = Schemas['SlaPolicyView']
export type SlaPolicy = Schemas['SlaPolicy']

export const promisesQuery = queryOptions({
  queryKey: ['sla'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tickets/sla', { signal })),
})

export const savePromises = (version: number, policy: SlaPolicy) => dataOf(api.PUT('/api/v1/tickets/sla', { body: { version, policy } }))

/// Hours as typed, per priority; `1.5` is ninety minutes.
export type Hours = Record<string, { first: string; resolve: string }>

const MOST_MINUTES = 527_040

export const hoursOf = (targets: SlaPolicy['targets']): Hours =>
  Object.fromEntries(targets.map(({ priority, firstMinutes, resolveMinutes }) => [priority, { first: hours(firstMinutes), resolve: hours(resolveMinutes) }]))

const hours = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100)

/// Null unless it is a time that can be promised.
export function minutesOf(typed: string): number | null {
  if (!/^\d{1,5}([.,]\d{1,2})?$/.test(typed.trim())) return null
  const minutes = Math.round(Number(typed.trim().replace(',', '.')) * 60)
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null
}

/// In the order of the priorities given; null while something is missing or contradicts itself.
export function targetsOf(typed: Hours): SlaPolicy['targets'] | null {
  const targets = Object.entries(typed).map(([priority, { first, resolve }]) => ({ priority: priority as SlaPolicy['targets'][number]['priority'], firstMinutes: minutesOf(first), resolveMinutes: minutesOf(resolve) }))
  const complete = targets.flatMap(({ priority, firstMinutes, resolveMinutes }) =>
    firstMinutes === null || resolveMinutes === null || resolveMinutes < firstMinutes ? [] : [{ priority, firstMinutes, resolveMinutes }],
  )
  return complete.length === targets.length ? complete : null
}
