import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api, cursorOf, dataOf, once } from './client'
import type { Schemas } from './types'

export type Approval = Schemas['ApprovalView']
export type Approver = Schemas['Approver']
export type ApprovalStep = Schemas['Step']
export type ApprovalPolicy = Schemas['PolicyView']
export type PolicyChange = Pick<ApprovalPolicy, 'name' | 'filter' | 'steps' | 'active'> & { below: ApprovalPolicy['below'] | null }
export type PolicyTest = Schemas['PolicyTest']
export type Which = 'waiting' | 'asked' | 'decided'

const ALL = ['approvals'] as const
export const APPROVALS: readonly unknown[] = ALL

export const approvalsQuery = (which: Which) =>
  infiniteQueryOptions({
    queryKey: [...ALL, which],
    queryFn: async ({ pageParam, signal }) => {
      const { data, meta } = await answerOf(api.GET('/api/v1/approvals', { params: { query: { which, cursor: pageParam ?? undefined } }, signal }))
      return { approvals: data, cursor: cursorOf(meta) }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: { cursor: string | null }) => last.cursor,
  })

/// Also refreshed with the record: what happens to one is told by a frame about the other.
export const approvalsOfQuery = (object: string, record: string) =>
  queryOptions({
    queryKey: [...ALL, 'of', object, record],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/approvals/records/{object}/{record}', { params: { path: { object, record } }, signal })),
  })

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/approvals/{id}', { params: { path: { id } }, signal })),
  })

export const askForApproval = (object: string, record: string, to: string, note: string | null, key?: string) =>
  dataOf(api.POST('/api/v1/approvals', { body: { object, record, to, ...(note === null ? {} : { note }) }, ...once(key) }))

export const approve = ({ id, step }: Approval): Promise<Approval> => dataOf(api.POST('/api/v1/approvals/{id}/approve', { params: { path: { id } }, body: { step } }))

export const reject = ({ id, step }: Approval, reason: string): Promise<Approval> => dataOf(api.POST('/api/v1/approvals/{id}/reject', { params: { path: { id } }, body: { step, reason } }))

export const delegate = ({ id, step }: Approval, user: string, comment: string): Promise<Approval> =>
  dataOf(api.POST('/api/v1/approvals/{id}/delegate', { params: { path: { id } }, body: { step, user, ...(comment === '' ? {} : { comment }) } }))

export const withdraw = ({ id }: Approval): Promise<Approval> => dataOf(api.POST('/api/v1/approvals/{id}/withdraw', { params: { path: { id } } }))

export const policiesQuery = (object: string) =>
  queryOptions({
    queryKey: [...ALL, 'policies', object],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/approvals/policies', { params: { query: { object } }, signal })),
  })

const wire = ({ below, ...rest }: Partial<PolicyChange & { position: number }>) => ({ ...rest, ...(below ? { below } : {}) })

export const createPolicy = (object: string, policy: PolicyChange & { position?: number }): Promise<ApprovalPolicy> => {
  const { name, filter, steps, active } = policy
  return dataOf(api.POST('/api/v1/approvals/policies', { body: { ...wire(policy), object, name, filter, steps, active } }))
}

/// `below: null` takes the amount away; left out it stays.
export const changePolicy = ({ id, version }: Pick<ApprovalPolicy, 'id' | 'version'>, change: Partial<PolicyChange & { position: number }>): Promise<ApprovalPolicy> =>
  dataOf(api.PATCH('/api/v1/approvals/policies/{id}', { params: { path: { id } }, body: { version, ...wire(change), ...(change.below === null ? { asksAlways: true } : {}) } }))

export const deletePolicy = ({ id, version }: Pick<ApprovalPolicy, 'id' | 'version'>) => api.DELETE('/api/v1/approvals/policies/{id}', { params: { path: { id }, query: { version } } })

export const testPolicies = (object: string, record: string): Promise<PolicyTest> => dataOf(api.POST('/api/v1/approvals/policies/test', { body: { object, record } }))
