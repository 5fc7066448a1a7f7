import type { UserView } from '@/api/people'
import { date, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'

const INVITED = { open: 'users.state.invited', expired: 'users.state.inviteExpired', withdrawn: 'users.state.inviteWithdrawn' } as const

type Shown = Pick<UserView, 'active' | 'available' | 'leaveFrom' | 'leaveTo'> & Partial<Pick<UserView, 'invitation' | 'closedUntil'>>

export function UserState({ user }: { user: Shown }) {
  if (!user.active) return <StatusPill label={t('users.state.inactive')} />
  if (user.closedUntil) return <StatusPill label={t('users.state.closed')} color="bad" />
  if (user.invitation) return <StatusPill label={t(INVITED[user.invitation.state as keyof typeof INVITED] ?? 'users.state.invited')} color="warn" />
  if (onLeave(user, today())) return <StatusPill label={user.leaveTo ? t('users.state.leaveUntil', { day: date(user.leaveTo) }) : t('users.state.leave')} color="warn" />
  return user.available ? <StatusPill label={t('users.state.active')} color="ok" /> : <StatusPill label={t('users.state.away')} color="warn" />
}

/// Days are calendar days, both included; without a last day the leave is open.
export function onLeave({ leaveFrom, leaveTo }: Pick<UserView, 'leaveFrom' | 'leaveTo'>, day: string): boolean {
  return !!leaveFrom && leaveFrom <= day && (!leaveTo || day <= leaveTo)
}
