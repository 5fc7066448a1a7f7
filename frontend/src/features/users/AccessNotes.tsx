import { useMutation, useQuery } from '@tanstack/react-query'
import { LockOpen, MailPlus, MailX } from 'lucide-react'
import { signInOptionsQuery } from '@/api/auth'
import { inviteUser, reopenSignIn, type UserView, withdrawInvitation } from '@/api/people'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

type Props = { user: UserView; onChanged: () => void }

/// What keeps somebody out who should come in: an invitation he has not followed, or too many wrong passwords.
export function AccessNotes({ user, onChanged }: Props) {
  const { data: offers } = useQuery(signInOptionsQuery)
  const act = useMutation({
    mutationFn: (step: 'invite' | 'withdraw' | 'reopen') => (step === 'invite' ? inviteUser(user.id) : step === 'withdraw' ? withdrawInvitation(user.id) : reopenSignIn(user.id)),
    meta: { shown: true },
    onSuccess: (_, step) => {
      toast(t(`users.${step}.done`, { email: user.email }))
      onChanged()
    },
  })
  const { invitation, closedUntil } = user
  const invitable = user.active && offers?.mail === true && !user.lastLoginAt
  if (!invitation && !closedUntil && !invitable) return null
  const open = invitation?.state === 'open'
  return (
    <div className="flex flex-col gap-2 rounded-card bg-surface-2 p-3">
      <ProblemAlert error={act.error} />
      {closedUntil && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p>{t('users.closed', { until: dateTime(closedUntil) })}</p>
          <Button size="sm" icon={<LockOpen size={14} aria-hidden />} disabled={act.isPending} onClick={() => act.mutate('reopen')}>
            {t('users.reopen')}
          </Button>
        </div>
      )}
      {(invitation || invitable) && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p>
            {!invitation
              ? t('users.neverIn')
              : open
                ? t('users.invitation.open', { until: dateTime(invitation.expiresAt) })
                : invitation.state === 'expired'
                  ? t('users.invitation.expired', { until: dateTime(invitation.expiresAt) })
                  : t('users.invitation.withdrawn')}
          </p>
          <div className="flex flex-wrap gap-2">
            {open && (
              <Button size="sm" icon={<MailX size={14} aria-hidden />} disabled={act.isPending} onClick={() => act.mutate('withdraw')}>
                {t('users.withdraw')}
              </Button>
            )}
            {invitable && (
              <Button size="sm" icon={<MailPlus size={14} aria-hidden />} disabled={act.isPending} onClick={() => act.mutate('invite')}>
                {t(invitation ? 'users.inviteAgain' : 'users.inviteNow')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  )
}
