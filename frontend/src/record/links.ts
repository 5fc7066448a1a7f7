/// Where a record of each object lives. Objects without a page of their own are absent.
const PAGES: Record<string, string> = { lead: 'leads' }

export function recordHref(object: string | null | undefined, id: string | null | undefined): string | null {
  if (!object || !id) return null
  const page = PAGES[object]
  return page === undefined ? null : `/${page}/${id}`
}
