/// Where a record of each object is shown. Objects no page shows are absent.
const PAGES: Record<string, (id: string) => string> = {
  account: (id) => `/accounts/${id}`,
  contact: (id) => `/contacts/${id}`,
  holding: (id) => `/holdings/${id}`,
  lead: (id) => `/leads/${id}`,
  deal: (id) => `/deals/${id}`,
  proposal: (id) => `/proposals/${id}`,
  partner: (id) => `/partners/${id}`,
  ticket: (id) => `/tickets/${id}`,
  task: (id) => `/tasks?task=${id}`,
  webhook: () => '/settings/webhooks',
}

export function recordHref(object: string | null | undefined, id: string | null | undefined): string | null {
  if (!object || !id) return null
  return PAGES[object]?.(id) ?? null
}
