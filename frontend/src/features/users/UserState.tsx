import type { UserView } from '@/api/people'
import { date, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'

const INVITED = { open: 'users.state.invited', expired: 'users.state.inviteExpired', withdrawn: 'users.state.inviteWithdrawn' } as const
const PRESENT = { available: 'users.state.active', busy: 'users.state.busy', away: 'users.state.away' } as const

type Shown = Pick<UserView, 'active' | 'presence' | 'leaveFrom' | 'leaveTo'> & Partial<Pick<UserView, 'invitation' | 'closedUntil'>>

export function UserState({ user }: { user: Shown }) {
  if (!user.active) return <StatusPill label={t('users.state.inactive')} />
  if (user.closedUntil) return <StatusPill label={t('users.state.closed')} color="bad" />
  if (user.invitation) return <StatusPill label={t(INVITED[user.invitation.state as keyof typeof INVITED] ?? 'users.state.invited')} color="warn" />
  if (onLeave(user, today())) return <StatusPill label={user.leaveTo ? t('users.state.leaveUntil', { day: date(user.leaveTo) }) : t('users.state.leave')} color="warn" />
  return <StatusPill label={t(PRESENT[user.presence])} color={user.presence === 'available' ? 'ok' : 'warn'} />
}

/// Days are calendar days, both included; without a last day the leave is open.
export function onLeave({ leaveFrom, leaveTo }: Pick<UserView, 'leaveFrom' | 'leaveTo'>, day: string): boolean {
  return !!leaveFrom && leaveFrom <= day && (!leaveTo || day <= leaveTo)
}
