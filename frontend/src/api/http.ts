import { reach } from './connection'
import { session } from './session'

/// Sends with the current access token. A 401 refreshes the session once and repeats the request once; when that fails
/// too, the session ends and the router shows the sign-in page with this address as its target.
export async function authorizedFetch(request: Request): Promise<Response> {
  const again = request.clone()
  const token = await session.token()
  const response = await send(request, token)
  if (response.status !== 401) return response
  const renewed = await session.renew(token)
  return renewed ? send(again, renewed) : response
}

async function send(request: Request, token: string | null): Promise<Response> {
  request.headers.set('X-Sangam-Client', 'web')
  request.headers.set('Accept', 'application/json, application/problem+json')
  if (token) request.headers.set('Authorization', `Bearer ${token}`)
  return reach(request)
}
