export const KINDS = ['login', 'failed_login', 'logout', 'refresh_reuse', 'session_revoked', 'password_changed', 'password_reset', 'password_reset_requested', 'sign_in_closed', 'sign_in_reopened', 'user_invited', 'invitation_withdrawn', 'invitation_accepted', 'user_created', 'user_deactivated', 'user_activated', 'roles_changed', 'export', 'dossier'] as const

export type AuditSearch = { tab?: 'security' | undefined; person?: string | undefined; kind?: string | undefined; from?: string | undefined; to?: string | undefined }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)

export const parseAuditSearch = (search: Record<string, unknown>): AuditSearch => {
  const parsed = { person: text(search['person']), kind: text(search['kind']), from: day(search['from']), to: day(search['to']) }
  return {
    ...(search['tab'] === 'security' && { tab: 'security' as const }),
    ...Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined)),
  }
}

/// Two days as a span of time: from the begin of the first to the end of the second, by this device's clock.
export function spanOf({ from, to }: Pick<AuditSearch, 'from' | 'to'>): { from?: string; to?: string } {
  const begin = from === undefined ? undefined : new Date(`${from}T00:00`)
  const end = to === undefined ? undefined : new Date(`${to}T00:00`)
  end?.setDate(end.getDate() + 1)
  return { ...(begin && { from: begin.toISOString() }), ...(end && { to: end.toISOString() }) }
}
