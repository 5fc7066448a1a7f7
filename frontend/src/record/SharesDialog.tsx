import '@/i18n/packs/recordPage'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Users, X } from 'lucide-react'
import { useState } from 'react'
import { api } from '@/api/client'
import { teamsQuery } from '@/api/people'
import { fieldProblem } from '@/api/problems'
import { at } from '@/api/spine'
import type { DirectoryUser, Schemas } from '@/api/types'
import { date, dayIn } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { Button, IconButton } from '@/ui/Button'
import { DateInput } from '@/ui/DateTimeInput'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { userOptions } from '@/ui/UserPicker'
import { sharesQuery } from './shares'
import { plusDays, startOfDay } from './tasks/dueTimes'

type Share = Schemas['ShareView']

const give = (path: string, id: string, body: Schemas['NewShare']) => api.POST(at(path, '/{id}/shares'), { params: { path: { id } }, body })

type Props = { object: string; path: string; id: string; users: readonly DirectoryUser[]; mayShare: boolean; ownerId: string | null; onClose: () => void }

/// Who else may read or work on a record, and until when.
export function SharesDialog({ object, path, id, users, mayShare, ownerId, onClose }: Props) {
  const queries = useQueryClient()
  const { data: shares = [], error, isPending } = useQuery(sharesQuery(object, path, id))
  const { data: teams = [] } = useQuery(teamsQuery)
  const [receiver, setReceiver] = useState<string | null>(null)
  const [right, setRight] = useState<Share['right']>('read')
  const [until, setUntil] = useState<string | null>(null)
  const reload = () => {
    for (const part of ['shares', 'timeline']) void queries.invalidateQueries({ queryKey: [object, part, id] })
  }
  const add = useMutation({
    // The last day counts whole.
    mutationFn: (to: string) => give(path, id, { ...targetOf(to), right, ...(until ? { until: startOfDay(plusDays(until, 1)) } : {}) }),
    meta: { shown: true },
    onSuccess: () => {
      setReceiver(null)
      setUntil(null)
      reload()
    },
  })
  const end = useMutation({
    mutationFn: (share: Share) => api.DELETE(at(path, '/{id}/shares/{shareId}'), { params: { path: { id, shareId: share.id } } }),
    onSuccess: (_nothing, share) => {
      reload()
      const target = share.user ? { userId: share.user.id } : share.team ? { teamId: share.team.id } : null
      toast(
        t('shares.ended', { name: nameOf(share) }),
        target
          ? {
              undo: async () => {
                await give(path, id, { ...target, right: share.right, ...(share.until ? { until: share.until } : {}) })
                reload()
              },
            }
          : {},
      )
    },
  })
  const taken = new Set([ownerId, ...shares.map((share) => share.user?.id ?? (share.team && TEAM + share.team.id))])
  const choices = [
    ...userOptions(users.filter((user) => user.active)),
    ...teams.map((team) => ({ value: TEAM + team.id, label: team.name, hint: t('shares.team'), icon: <Users size={16} className="text-ink-3" aria-hidden /> })),
  ].filter((choice) => !taken.has(choice.value))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('shares.title')}
      description={t('shares.text')}
      {...(mayShare ? { onSubmit: () => receiver !== null && !add.isPending && add.mutate(receiver) } : {})}
      footer={<Button onClick={onClose}>{t('word.done')}</Button>}
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={add.error ?? error} fields={['userId', 'teamId', 'until']} />
        {mayShare && (
          <div className="flex flex-wrap items-end gap-2">
            <Field label={t('shares.who')} className="min-w-48 flex-1" error={fieldProblem(add.error, 'userId') ?? fieldProblem(add.error, 'teamId')}>
              <Select label={t('shares.who')} options={choices} value={receiver} onChange={setReceiver} />
            </Field>
            <Field label={t('shares.right')} className="w-32">
              <Select
                label={t('shares.right')}
                options={[
                  { value: 'read', label: t('shares.right.read') },
                  { value: 'write', label: t('shares.right.write') },
                ]}
                value={right}
                onChange={(picked) => setRight(picked === 'write' ? 'write' : 'read')}
              />
            </Field>
            <Field label={t('shares.until')} optional className="w-38" error={fieldProblem(add.error, 'until')}>
              <DateInput value={until} onChange={setUntil} />
            </Field>
            <Button type="submit" variant="primary" disabled={receiver === null} busy={add.isPending}>
              {t('shares.add')}
            </Button>
          </div>
        )}
        {!isPending && shares.length === 0 && <p className="text-ink-3">{t('shares.none')}</p>}
        <ul className="flex flex-col">
          {shares.map((share) => (
            <li key={share.id} className="flex min-h-10 items-center gap-2.5 border-b border-line last:border-b-0">
              {share.user ? <Avatar name={share.user.name ?? ''} size="sm" /> : <Users size={16} className="text-ink-3" aria-hidden />}
              <bdi className="min-w-0 flex-1 truncate font-medium">{nameOf(share)}</bdi>
              <span className="text-12 text-ink-2">
                {t(`shares.right.${share.right}`)}
                {share.until && <> · {t('shares.untilDay', { day: date(plusDays(dayIn(share.until), -1)) })}</>}
              </span>
              {mayShare && (
                <IconButton label={t('shares.end', { name: nameOf(share) })} size="sm" disabled={end.isPending} onClick={() => end.mutate(share)}>
                  <X size={14} aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

/// Marks the value of a team among those of people.
const TEAM = 'team:'

const targetOf = (value: string): { teamId: string } | { userId: string } => (value.startsWith(TEAM) ? { teamId: value.slice(TEAM.length) } : { userId: value })

const nameOf = (share: Share): string => share.user?.name ?? share.team?.name ?? ''
