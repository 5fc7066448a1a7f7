import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'
import type { SatisfactionSearch } from './search'

export type Satisfaction = Schemas['Satisfaction']
export type Figures = Schemas['SatisfactionFigures']

export const satisfactionQuery = (months: number, { owner, team }: SatisfactionSearch) =>
  queryOptions({
    queryKey: ['ticket', 'satisfaction', { months, owner, team }],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tickets/satisfaction', { params: { query: { months, ...(owner ? { owner } : {}), ...(team ? { team } : {}) } }, signal })),
  })
