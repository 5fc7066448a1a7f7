import { queryOptions } from '@tanstack/react-query'
import { http } from './http'
import type { Filter, Id, Person } from './types'

/// To whom a rule gives a lead. The last two take named people, a team, or with neither the company's default pool.
export type Target =
  | { type: 'user'; userId: Id }
  | { type: 'team'; teamId: Id }
  | { type: 'roundRobin' | 'leastLoaded'; userIds?: Id[]; teamId?: Id }

export type AssignmentRule = { id: Id; name: string; position: number; filter: Filter; target: Target; active: boolean; version: number }

export type RuleChange = Pick<AssignmentRule, 'name' | 'filter' | 'target' | 'active'>

export type SkipReason = 'inactive' | 'away' | 'no_right' | 'full'

export type RuleTest = {
  tried: { id: Id; name: string; matches: boolean; skipped: { person: Person; reason: SkipReason }[] }[]
  user: Person | null
  how: string | null
  rule: string | null
}

export const rulesQuery = queryOptions({
  queryKey: ['assignment-rules'],
  queryFn: async ({ signal }) => (await http.get<AssignmentRule[]>('/assignment-rules', undefined, signal)).data,
})

export const createRule = async (rule: RuleChange & { position?: number }) => (await http.post<AssignmentRule>('/assignment-rules', rule)).data

export const changeRule = async ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>, change: Partial<Omit<AssignmentRule, 'id' | 'version'>>) =>
  (await http.patch<AssignmentRule>(`/assignment-rules/${id}`, { version, ...change })).data

export const deleteRule = ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>) => http.delete(`/assignment-rules/${id}`, { version })

export const testRules = async (leadId: string) => (await http.post<RuleTest>('/assignment-rules/test', { leadId })).data
