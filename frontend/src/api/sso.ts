import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

/// Where the people of a company sign in, beside here.
export type Provider = Schemas['Provider']
export type ProviderWish = Omit<Schemas['ProviderChange'], 'version'>
export type Finding = Schemas['Finding']

export const signInOptionsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['sso', 'options', tenant],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/sso/options', { params: { query: { tenant } }, signal })),
    staleTime: 5 * 60_000,
  })

/// The browser leaves for the provider; it comes back to the sign-in page.
export async function startProviderSignIn(body: Schemas['StartSignIn']): Promise<void> {
  const { location } = await dataOf(api.POST('/api/v1/sso/start', { body }))
  window.location.assign(location)
}

export const ssoQuery = queryOptions({
  queryKey: ['sso', 'settings'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/sso/providers', { signal })),
})

export const createProvider = ({ clientSecret, ...wish }: ProviderWish) => dataOf(api.POST('/api/v1/sso/providers', { body: { ...wish, clientSecret: clientSecret ?? '' } }))

export const changeProvider = ({ id, version }: Pick<Provider, 'id' | 'version'>, wish: ProviderWish) =>
  dataOf(api.PUT('/api/v1/sso/providers/{id}', { params: { path: { id } }, body: { version, ...wish } }))

export const deleteProvider = ({ id, version }: Pick<Provider, 'id' | 'version'>) =>
  api.DELETE('/api/v1/sso/providers/{id}', { params: { path: { id }, query: { version } } })

export const testProvider = (id: string) => dataOf(api.POST('/api/v1/sso/providers/{id}/test', { params: { path: { id } } }))

export const setPasswordSignIn = (passwords: boolean) => dataOf(api.PUT('/api/v1/sso/passwords', { body: { passwords } }))

/// The next sign-in of this person goes by the address again.
export const unlinkUser = (userId: string) => api.DELETE('/api/v1/sso/links/{userId}', { params: { path: { userId } } })
