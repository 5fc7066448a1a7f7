import type { QueryClient } from '@tanstack/react-query'
import { companyQuery } from '@/api/company'
import { type Factors, factorsQuery } from '@/api/factors'
import { aggregateQuery, directoryQuery, metaQuery, viewsQuery } from '@/api/records'
import { may, mayDo } from '@/api/rights'
import { sourcesQuery } from '@/api/sources'
import type { Filter, Me } from '@/api/types'
import { all, TASK } from '@/record/tasks/task'

export type StepId = 'company' | 'team' | 'source' | 'profile' | 'lead' | 'task' | 'done' | 'view' | 'factor'

/// What one step is, for whom, where it is done, and how the API tells that it was.
type Step = { to: string; for: (me: Me) => boolean; isDone: (queries: QueryClient, me: Me) => Promise<boolean> }

const runs = (me: Me) => may(me, 'system', 'write')
const sells = (me: Me) => !runs(me)

const some = async (queries: QueryClient, object: string, filter: Filter | null): Promise<boolean> => {
  const meta = await queries.fetchQuery(metaQuery(object))
  return (await queries.fetchQuery(aggregateQuery(meta, filter))).count.value > 0
}

export const STEPS: Record<StepId, Step> = {
  company: { to: '/settings/company', for: runs, isDone: async (queries) => (await queries.fetchQuery(companyQuery)).version > 0 },
  team: { to: '/users', for: (me) => runs(me) && may(me, 'users', 'write'), isDone: async (queries) => (await queries.fetchQuery(directoryQuery)).length > 1 },
  source: { to: '/settings/lead-sources', for: (me) => runs(me) && may(me, 'integrations', 'write'), isDone: async (queries) => (await queries.fetchQuery(sourcesQuery)).length > 0 },
  profile: { to: '/profile', for: sells, isDone: (_queries, { user }) => Promise.resolve(Boolean(user.locale ?? user.timeZone ?? user.phone)) },
  lead: {
    to: '/leads?new=1',
    for: (me) => mayDo(me, 'leads', 'create'),
    isDone: (queries, me) => some(queries, 'lead', runs(me) ? null : { field: 'owner', op: 'eq', value: 'me' }),
  },
  task: { to: '/tasks?new=1', for: (me) => mayDo(me, 'tasks', 'create'), isDone: (queries) => some(queries, TASK, all({ field: 'assignee', op: 'eq', value: 'me' })) },
  done: {
    to: '/tasks',
    for: (me) => sells(me) && may(me, 'tasks', 'write'),
    isDone: (queries) => some(queries, TASK, all({ field: 'assignee', op: 'eq', value: 'me' }, { field: 'status', op: 'eq', value: 'done' })),
  },
  view: {
    to: '/leads',
    for: (me) => sells(me) && may(me, 'leads'),
    isDone: async (queries, me) => (await queries.fetchQuery(viewsQuery('lead'))).some(({ owner }) => owner?.id === me.user.id),
  },
  factor: { to: '/profile', for: () => true, isDone: async (queries) => hasFactor(await queries.fetchQuery(factorsQuery)) },
}

const hasFactor = ({ authenticatorSince, passkeys }: Factors): boolean => Boolean(authenticatorSince) || passkeys.length > 0

/// The steps of this person, in their order; never more than six.
export const stepsFor = (me: Me): StepId[] => (Object.keys(STEPS) as StepId[]).filter((id) => STEPS[id].for(me))
