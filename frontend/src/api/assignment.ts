import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

/// To whom a rule gives a record. The last two take named people, a team, or with neither the company's default pool.
export type Target = Schemas['Target']
export type AssignmentRule = Schemas['RuleView']
export type RuleChange = Pick<AssignmentRule, 'name' | 'filter' | 'target' | 'active'>
export type SkipReason = Schemas['SkippedPerson']['reason']
export type RuleTest = Schemas['TestResult']

export const rulesQuery = (object: string) =>
  queryOptions({
    queryKey: ['assignment-rules', object],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/assignment-rules', { params: { query: { object } }, signal })),
  })

export const createRule = (object: string, rule: RuleChange & { position?: number }) => dataOf(api.POST('/api/v1/assignment-rules', { body: { object, ...rule } }))

export const changeRule = ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>, change: Partial<RuleChange & { position: number }>) =>
  dataOf(api.PATCH('/api/v1/assignment-rules/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const deleteRule = ({ id, version }: Pick<AssignmentRule, 'id' | 'version'>) =>
  api.DELETE('/api/v1/assignment-rules/{id}', { params: { path: { id }, query: { version } } })

export const testRules = (object: string, record: string): Promise<RuleTest> => dataOf(api.POST('/api/v1/assignment-rules/test', { body: { object, record } }))

export type Shifts = Schemas['PlannedShifts']

export const shiftsQuery = (user: string) =>
  queryOptions({
    queryKey: ['shifts', user],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/shifts/{id}', { params: { path: { id: user } }, signal })),
  })

export const planShifts = (user: string, version: number, week: Shifts['week']): Promise<Shifts> =>
  dataOf(api.PUT('/api/v1/shifts/{id}', { params: { path: { id: user } }, body: { version, week } }))
