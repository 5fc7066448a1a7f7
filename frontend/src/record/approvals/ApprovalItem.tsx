import '@/i18n/packs/approvals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, CircleDashed, CircleX } from 'lucide-react'
import { useState } from 'react'
import { type Approval, APPROVALS, approve, delegate, reject, withdraw } from '@/api/approvals'
import { directoryQuery } from '@/api/records'
import { useMe } from '@/api/useMe'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { cn } from '@/ui/cn'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'
import { recordHref } from '../links'
import { approverText, endText, figuresText, STATUS_TONE, wantedText } from './words'

type Props = {
  approval: Approval
  /// On the record's own page its name is said already.
  named?: boolean
}

/// One request: what is asked for, who decided which step, and what its reader may do about it.
export function ApprovalItem({ approval, named = false }: Props) {
  const me = useMe()
  const pending = approval.status === 'pending'
  const figures = figuresText(approval)
  const why = endText(approval)
  return (
    <li className="flex flex-col gap-2.5 rounded-card border border-line p-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0 [overflow-wrap:anywhere]">
          {named && <RecordName approval={approval} />}
          <p className={named ? 'text-ink-2' : 'font-medium'}>
            <bdi>{wantedText(approval)}</bdi>
          </p>
          {figures !== '' && (
            <p className="tabular-nums">
              <bdi>{figures}</bdi>
            </p>
          )}
        </div>
        <span className={cn('shrink-0 rounded-chip px-1.5 text-12 font-medium', STATUS_TONE[approval.status])}>{t(`approvals.status.${approval.status}`)}</span>
      </div>
      <p className="text-12 text-ink-3">
        <bdi>{t('approvals.askedBy', { name: approval.askedBy.name ?? t('filter.someone') })}</bdi> · <RelativeTime at={approval.askedAt} />
      </p>
      {approval.note && (
        <p className="text-ink-2 [overflow-wrap:anywhere]" dir="auto">
          {approval.note}
        </p>
      )}
      <Steps approval={approval} />
      {pending && approval.dueAt && <p className="text-12 text-ink-3">{t('approvals.due', { when: dateTime(approval.dueAt) })}</p>}
      {why !== null && (
        <p className="rounded-card bg-surface-2 px-3 py-2 text-ink-2 [overflow-wrap:anywhere]" dir="auto">
          {why}
        </p>
      )}
      {pending && approval.mine && <Deciding approval={approval} />}
      {pending && approval.askedBy.id === me.user.id && <Withdrawing approval={approval} />}
    </li>
  )
}

function RecordName({ approval }: { approval: Approval }) {
  const href = approval.title === null ? null : recordHref(approval.object, approval.record)
  const title = <bdi className="font-medium">{approval.title ?? t('approvals.hidden')}</bdi>
  return <p>{href === null ? title : <Link to={href} className="hover:underline">{title}</Link>}</p>
}

function Steps({ approval }: Props) {
  const someone = t('filter.someone')
  return (
    <ol aria-label={t('approvals.steps')} className="flex flex-col gap-1.5 text-12">
      {approval.steps.map((step, index) => {
        const made = approval.decisions.filter((decision) => decision.step === index)
        const last = made.findLast((decision) => decision.verb !== 'delegated')
        const now = approval.status === 'pending' && approval.step === index
        const Icon = last?.verb === 'approved' ? Check : last?.verb === 'rejected' ? CircleX : CircleDashed
        return (
          // Steps have no identity besides their place.
          <li key={index} className="flex items-start gap-2">
            <Icon size={14} aria-hidden className={last?.verb === 'approved' ? 'mt-0.5 shrink-0 text-ok' : last ? 'mt-0.5 shrink-0 text-bad' : now ? 'mt-0.5 shrink-0 text-warn' : 'mt-0.5 shrink-0 text-ink-3'} />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <bdi>
                {last
                  ? t(last.verb === 'approved' ? 'approvals.did.approved' : 'approvals.did.rejected', { name: last.person.name ?? someone })
                  : now
                    ? t('approvals.waitsFor', { people: approval.approvers.map(({ person }) => person.name ?? someone).join(', ') })
                    : t('approvals.later', { who: approverText(step.approver, step.person?.name) })}
              </bdi>
              {now && approval.toAdministrators && <span className="block text-ink-3">{t('approvals.toAdministrators')}</span>}
              {made
                .filter((decision) => decision.verb === 'delegated')
                .map((decision) => (
                  <span key={decision.at} className="block text-ink-3">
                    <bdi>{t('approvals.did.delegated', { name: decision.person.name ?? someone, to: decision.to?.name ?? someone })}</bdi>
                    {decision.comment && <bdi>: {decision.comment}</bdi>}
                  </span>
                ))}
              {last?.verb === 'approved' && last.comment && <bdi className="block text-ink-3">{last.comment}</bdi>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/// Every way a request changes ends here: lists of requests, the record and its moves are other ones then.
function useAnswered(approval: Approval) {
  const queries = useQueryClient()
  return (words: string) => {
    toast(words)
    void queries.invalidateQueries({ queryKey: APPROVALS })
    void queries.invalidateQueries({ queryKey: [approval.object] })
  }
}

function Deciding({ approval }: Props) {
  const answered = useAnswered(approval)
  const queries = useQueryClient()
  const [open, setOpen] = useState<'reject' | 'delegate' | null>(null)
  const failed = { meta: { shown: true }, onError: () => void queries.invalidateQueries({ queryKey: APPROVALS }) }
  const consent = useMutation({ mutationFn: () => approve(approval), ...failed, onSuccess: () => answered(t('approvals.approved')) })
  const refusal = useMutation({ mutationFn: (reason: string) => reject(approval, reason), ...failed, onSuccess: () => answered(t('approvals.rejected')) })
  const handing = useMutation({
    mutationFn: ({ user, comment }: { user: string; comment: string }) => delegate(approval, user, comment),
    ...failed,
    onSuccess: () => answered(t('approvals.delegated')),
  })
  return (
    <>
      <ProblemAlert error={consent.error ?? refusal.error ?? handing.error} fields={['reason']} />
      {open === null && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="sm" variant="quiet" onClick={() => setOpen('delegate')}>
            {t('approvals.delegate')}
          </Button>
          <Button size="sm" onClick={() => setOpen('reject')}>
            {t('approvals.reject')}
          </Button>
          <Button size="sm" variant="primary" busy={consent.isPending} onClick={() => consent.mutate()}>
            {t('approvals.approve')}
          </Button>
        </div>
      )}
      {open === 'reject' && <Rejecting busy={refusal.isPending} onSend={(reason) => refusal.mutate(reason)} onClose={() => setOpen(null)} />}
      {open === 'delegate' && <Delegating approval={approval} busy={handing.isPending} onSend={(user, comment) => handing.mutate({ user, comment })} onClose={() => setOpen(null)} />}
    </>
  )
}

function Rejecting({ busy, onSend, onClose }: { busy: boolean; onSend: (reason: string) => void; onClose: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '' && !busy) onSend(reason.trim())
      }}
    >
      <Field label={t('approvals.reason')}>
        <Input autoFocus maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          {t('word.cancel')}
        </Button>
        <Button size="sm" type="submit" variant="primary" busy={busy} disabled={reason.trim() === ''}>
          {t('approvals.reject')}
        </Button>
      </div>
    </form>
  )
}

function Delegating({ approval, busy, onSend, onClose }: { approval: Approval; busy: boolean; onSend: (user: string, comment: string) => void; onClose: () => void }) {
  const me = useMe()
  const { data: users = [] } = useQuery(directoryQuery)
  const [user, setUser] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const colleagues = users.filter(({ id }) => id !== me.user.id && id !== approval.askedBy.id)
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (user !== null && !busy) onSend(user, comment.trim())
      }}
    >
      <Field label={t('approvals.colleague')} hint={t('approvals.colleague.hint')}>
        <UserPicker label={t('approvals.colleague')} users={colleagues} value={user} onChange={setUser} />
      </Field>
      <Field label={t('approvals.comment')} optional>
        <Input maxLength={500} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          {t('word.cancel')}
        </Button>
        <Button size="sm" type="submit" variant="primary" busy={busy} disabled={user === null}>
          {t('approvals.delegate')}
        </Button>
      </div>
    </form>
  )
}

function Withdrawing({ approval }: Props) {
  const answered = useAnswered(approval)
  const take = useMutation({ mutationFn: () => withdraw(approval), meta: { shown: true }, onSuccess: () => answered(t('approvals.withdrawn')) })
  return (
    <>
      <ProblemAlert error={take.error} />
      <div className="flex justify-end">
        <Button size="sm" variant="quiet" busy={take.isPending} onClick={() => take.mutate()}>
          {t('approvals.withdraw')}
        </Button>
      </div>
    </>
  )
}
