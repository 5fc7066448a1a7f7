import type { UserView } from '@/api/people'
import { date, today } from '@/i18n/format'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'

type Shown = Pick<UserView, 'active' | 'available' | 'leaveFrom' | 'leaveTo'>

export function UserState({ user }: { user: Shown }) {
  if (!user.active) return <StatusPill label={t('users.state.inactive')} />
  if (onLeave(user, today())) return <StatusPill label={user.leaveTo ? t('users.state.leaveUntil', { day: date(user.leaveTo) }) : t('users.state.leave')} color="warn" />
  return user.available ? <StatusPill label={t('users.state.active')} color="ok" /> : <StatusPill label={t('users.state.away')} color="warn" />
}

/// Days are calendar days, both included; without a last day the leave is open.
export function onLeave({ leaveFrom, leaveTo }: Pick<UserView, 'leaveFrom' | 'leaveTo'>, day: string): boolean {
  return !!leaveFrom && leaveFrom <= day && (!leaveTo || day <= leaveTo)
}
