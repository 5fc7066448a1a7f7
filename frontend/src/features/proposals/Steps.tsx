import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ban, CopyPlus, FileDown, GitCompareArrows, Link2, Send, UserRoundCheck } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { APPROVALS } from '@/api/approvals'
import { received, save } from '@/api/download'
import { problemText } from '@/api/problems'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { percent } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'
import { newVersion, printed, type Sheet, takeLink, withdraw } from './queries'

const AskApprovalDialog = lazy(() => import('./AskApprovalDialog').then((module) => ({ default: module.AskApprovalDialog })))
const SendDialog = lazy(() => import('./SendDialog').then((module) => ({ default: module.SendDialog })))
const ChangesDialog = lazy(() => import('./ChangesDialog').then((module) => ({ default: module.ChangesDialog })))

const SENDABLE: ReadonlySet<unknown> = new Set(['draft', 'approved'])
const RENEWABLE: ReadonlySet<unknown> = new Set(['sent', 'rejected', 'expired', 'withdrawn'])

type Props = PanelProps & { dirty: boolean; sheet: Sheet }
type Opened = 'ask' | 'send' | 'changes' | 'withdraw'

/// Where a proposal goes from where it stands: by buttons, keys and the palette alike.
export function Steps({ record, dirty, sheet }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { id, version } = record
  const status = record['status']
  const mayWrite = record['deleted'] !== true && (record.can?.update ?? false)
  const reload = () => queries.invalidateQueries({ queryKey: ['proposal'] })
  const failed = (error: unknown) => toast(problemText(error), { tone: 'problem' })
  const copy = async (link: string) =>
    navigator.clipboard.writeText(link).then(
      () => toast(t('proposal.link.copied')),
      () => toast(t('proposal.link.shown', { link })),
    )
  const { mutate: print } = useMutation({
    mutationFn: async () => received(await printed(id), () => undefined),
    onSuccess: ({ file, name }) => save(file, name),
    onError: failed,
  })
  const { mutate: link } = useMutation({ mutationFn: () => takeLink(id), onSuccess: async (answer) => copy(answer.link), onError: failed })
  const { mutate: renew } = useMutation({
    mutationFn: () => newVersion(id, version),
    onSuccess: (row) => {
      void reload()
      void navigate({ to: `/proposals/${String(row['id'])}` })
    },
    onError: failed,
  })
  const revoke = useMutation({
    mutationFn: () => withdraw(id, version),
    meta: { shown: true },
    onSuccess: () => {
      setOpened(null)
      toast(t('proposal.withdrawn'))
      void reload()
    },
  })
  const ready = mayWrite && SENDABLE.has(status) && sheet.lines.length > 0 && !dirty
  const maySend = ready && !sheet.needsApproval
  const mayAsk = ready && sheet.needsApproval && status === 'draft'
  const mayRenew = mayWrite && RENEWABLE.has(status) && mayDo(me, 'proposals', 'create')
  const waits = mayWrite && status === 'sent'
  const later = Number(record['revision'] ?? 1) > 1
  const actions = useMemo(
    () => ({
      send: { id: 'proposal.send', label: t('proposal.send'), group: 'record', keys: 'Shift+S', run: () => setOpened('send') } satisfies Action,
      ask: { id: 'proposal.ask', label: t('proposal.ask'), group: 'record', keys: 'Shift+A', run: () => setOpened('ask') } satisfies Action,
      renew: { id: 'proposal.renew', label: t('proposal.renew'), group: 'record', keys: 'Shift+V', run: () => renew() } satisfies Action,
      link: { id: 'proposal.link', label: t('proposal.link'), group: 'record', keys: 'Shift+L', run: () => link() } satisfies Action,
      withdraw: { id: 'proposal.withdraw', label: t('proposal.withdraw'), group: 'record', run: () => setOpened('withdraw') } satisfies Action,
      changes: { id: 'proposal.changes', label: t('proposal.changes'), group: 'record', run: () => setOpened('changes') } satisfies Action,
      print: { id: 'proposal.print', label: t('proposal.print'), group: 'record', keys: 'Shift+P', run: () => print() } satisfies Action,
    }),
    [renew, link, print],
  )
  useActions(
    useMemo<Action[]>(
      () => [
        ...(maySend ? [actions.send] : []),
        ...(mayAsk ? [actions.ask] : []),
        ...(mayRenew ? [actions.renew] : []),
        ...(waits ? [actions.link, actions.withdraw] : []),
        ...(later ? [actions.changes] : []),
        actions.print,
      ],
      [actions, maySend, mayAsk, mayRenew, waits, later],
    ),
  )
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayWrite && SENDABLE.has(status) && (
        <ActionButton action={actions.send} variant={mayAsk ? 'secondary' : 'primary'} icon={<Send size={16} className="mirror" aria-hidden />} disabled={!maySend} />
      )}
      {mayAsk && <ActionButton action={actions.ask} variant="primary" icon={<UserRoundCheck size={16} aria-hidden />} />}
      {waits && <ActionButton action={actions.link} icon={<Link2 size={16} aria-hidden />} />}
      {mayRenew && <ActionButton action={actions.renew} icon={<CopyPlus size={16} aria-hidden />} />}
      {later && <ActionButton action={actions.changes} variant="quiet" icon={<GitCompareArrows size={16} aria-hidden />} />}
      <ActionButton action={actions.print} variant="quiet" icon={<FileDown size={16} aria-hidden />} />
      {waits && <ActionButton action={actions.withdraw} variant="quiet" icon={<Ban size={16} aria-hidden />} />}
      {mayWrite && SENDABLE.has(status) && !ready && <span className="text-12 text-ink-3">{t(dirty ? 'proposal.send.saveFirst' : 'proposal.send.empty')}</span>}
      {mayAsk && <span className="text-12 text-warn">{sheet.overLimit ? t('proposal.send.over', { limit: percent(sheet.limit ?? 0) }) : t('proposal.send.policy')}</span>}
      {status === 'pending_approval' && <span className="text-12 text-warn">{t('proposal.send.pending')}</span>}
      <Suspense>
        {opened === 'ask' && (
          <AskApprovalDialog
            record={record}
            onClose={() => setOpened(null)}
            onAsked={(needed) => {
              setOpened(null)
              toast(t(needed ? 'proposal.ask.sent' : 'proposal.ask.notNeeded'))
              void queries.invalidateQueries({ queryKey: APPROVALS })
              void reload()
            }}
          />
        )}
        {opened === 'send' && (
          <SendDialog
            record={record}
            onClose={() => setOpened(null)}
            onSent={(answer, mailed) => {
              setOpened(null)
              void reload()
              if (mailed) toast(t('proposal.sent'))
              else void copy(answer)
            }}
          />
        )}
        {opened === 'changes' && <ChangesDialog id={id} onClose={() => setOpened(null)} />}
      </Suspense>
      {opened === 'withdraw' && (
        <ConfirmDialog
          title={t('proposal.withdraw.title')}
          text={t('proposal.withdraw.text')}
          confirm={t('proposal.withdraw')}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate()}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  )
}
