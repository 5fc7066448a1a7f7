/// Where to go on afterwards. Only a path of our own: an address from outside must not receive the person.
export function targetOf(search: Record<string, unknown>): { to?: string } {
  return typeof search['to'] === 'string' && /^\/(?![/\\])/.test(search['to']) ? { to: search['to'] } : {}
}
