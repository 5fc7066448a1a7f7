import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

export type Company = Schemas['CompanyView']
export type CompanyChange = Schemas['CompanyChange']

export const companyQuery = queryOptions({
  queryKey: ['company'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/company', { signal })),
})

export const saveCompany = (body: CompanyChange) => dataOf(api.PUT('/api/v1/company', { body }))
