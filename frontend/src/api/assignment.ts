import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Filter, Narrow, Schemas, Tagged } from './types'

/// To whom a rule gives a lead. The last two take named people, a team, or with neither the company's default pool.
export type Target =
  | Tagged<'ToUser', 'user'>
  | Tagged<'ToTeam', 'team'>
  | Tagged<'RoundRobin', 'roundRobin'>
  | Tagged<'LeastLoaded', 'leastLoaded'>

export type AssignmentRule = Narrow<Schemas['RuleView'], { filter: Filter; target: Target }>

export type RuleChange = Pick<AssignmentRule, 'name' | 'filter' | 'target' | 'active'>

export type SkipReason = Schemas['SkippedPerson']['reason']

export type RuleTest = Schemas['TestResult']

export const rulesQuery = queryOptions({
  queryKey: ['assignment-rules'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/api/v1/assignment-rules', { signal }))) as unknown as AssignmentRule[],
})

export const createRule = async (rule: RuleChange & { position?: number }) =>
  (await dataOf(api.POST('/api/v1/assignment-rules', { body: rule as unknown as Schemas['NewRule'] }))) as unknown as AssignmentRule

export const changeRule = async ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>, change: Partial<RuleChange & { position: number }>) => {
  const body = { version, ...change } as unknown as Schemas['RuleChange']
  return (await dataOf(api.PATCH('/api/v1/assignment-rules/{id}', { params: { path: { id } }, body }))) as unknown as AssignmentRule
}

export const deleteRule = ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>) =>
  api.DELETE('/api/v1/assignment-rules/{id}', { params: { path: { id }, query: { version } } })

export const testRules = (leadId: string): Promise<RuleTest> => dataOf(api.POST('/api/v1/assignment-rules/test', { body: { leadId } }))
