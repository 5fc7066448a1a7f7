import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Offer = Schemas['PublicOffer']

export const offerQuery = (token: string) =>
  queryOptions({
    queryKey: ['offer', token],
    queryFn: () => dataOf(api.POST('/api/v1/public/proposals/link', { body: { token } })),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })

export const accept = (token: string, name: string) => dataOf(api.POST('/api/v1/public/proposals/accept', { body: { token, name } }))

export const decline = (token: string, name: string, reason: string) => dataOf(api.POST('/api/v1/public/proposals/decline', { body: { token, name: name === '' ? null : name, reason } }))

export const printed = async (token: string): Promise<Response> => (await api.POST('/api/v1/public/proposals/pdf', { body: { token }, parseAs: 'stream' })).response
