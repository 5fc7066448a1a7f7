/// Where to go on afterwards. Only a path of our own: an address from outside must not receive the person.
export function targetOf(search: Record<string, unknown>): { to?: string } {
  return typeof search['to'] === 'string' && /^\/(?![/\\])/.test(search['to']) ? { to: search['to'] } : {}
}

/// The sign-in page also hears how a sign-in at a provider ended: `done`, or the code of a refusal.
export function arrivalOf(search: Record<string, unknown>): { to?: string; sso?: string } {
  const sso = search['sso']
  return { ...targetOf(search), ...(typeof sso === 'string' && /^(done|[A-Z_]{3,40})$/.test(sso) ? { sso } : {}) }
}
