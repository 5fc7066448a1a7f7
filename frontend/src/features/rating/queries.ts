import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Asked = Schemas['Asked']

export const ratingQuery = (token: string) =>
  queryOptions({
    queryKey: ['rating', token],
    queryFn: () => dataOf(api.POST('/api/v1/public/ratings/link', { body: { token } })),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

export const rate = (token: string, satisfaction: number, nps: number | null, remark: string | null) =>
  dataOf(api.POST('/api/v1/public/ratings', { body: { token, satisfaction, nps, remark } }))
