import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheckBig, Hand, RotateCcw, Star } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { problemText } from '@/api/problems'
import { pathOf, reassignRecord } from '@/api/records'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { StatusMover } from '@/record/status/StatusMover'
import { type TransitionOption, transitionsQuery } from '@/record/status/transitions'
import { undoOf } from '@/record/takeBack'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'
import { takeRatingLink } from './queries'

/// What one does with a ticket: take it out of the queue, resolve it, take it up again.
export function Steps({ meta, record, users }: PanelProps) {
  const me = useMe()
  const queries = useQueryClient()
  const path = pathOf(meta)
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const here = record['deleted'] !== true
  const { data: options } = useQuery({ ...transitionsQuery(meta.key, path, record.id), enabled: here && record.can?.transition === true })
  const ended = isEnded(record)
  const resolve = ended ? null : firstOf(options, (option) => option.group === 'done')
  const reopen = ended ? firstOf(options, (option) => option.group === 'open' || option.group === 'progress') : null
  const mayTake = here && record.can?.take === true
  const take = useMutation({
    mutationFn: () => reassignRecord(path, record.id, { version: record.version, owner: me.user.id, reason: null }),
    onSuccess: ({ changeSet }) => {
      void queries.invalidateQueries({ queryKey: [meta.key] })
      toast(t('ticket.taken'), undoOf(queries, changeSet))
    },
    onError: (error) => toast(problemText(error), { tone: 'problem' }),
  })
  const mayAsk = here && typeof record['resolvedAt'] === 'string' && record.can?.update === true
  const ask = useMutation({
    mutationFn: () => takeRatingLink(record.id),
    onSuccess: async ({ link }) => {
      void queries.invalidateQueries({ queryKey: [meta.key, 'timeline', record.id] })
      await navigator.clipboard.writeText(link).then(
        () => toast(t('ticket.ratingLink.copied')),
        () => toast(t('ticket.ratingLink.shown', { link })),
      )
    },
    onError: (error) => toast(problemText(error), { tone: 'problem' }),
  })
  const run = take.mutate
  useActions(
    useMemo<Action[]>(
      () => [
        ...(mayTake ? [{ id: 'ticket.take', label: t('ticket.take'), group: 'record' as const, keys: 'Shift+T', run: () => run() }] : []),
        ...(resolve === null ? [] : [{ id: 'ticket.resolve', label: t('ticket.resolve'), group: 'record' as const, keys: 'Shift+R', run: () => setTo(resolve) }]),
        ...(reopen === null ? [] : [{ id: 'ticket.reopen', label: t('ticket.reopen'), group: 'record' as const, keys: 'Shift+O', run: () => setTo(reopen) }]),
      ],
      [mayTake, resolve, reopen, run, setTo],
    ),
  )
  if (!mayTake && resolve === null && reopen === null && !mayAsk) return null
  return (
    <div ref={setBox} tabIndex={-1} className="flex flex-wrap gap-2 outline-none">
      {mayTake && (
        <Button variant="primary" icon={<Hand size={16} aria-hidden />} busy={take.isPending} onClick={() => run()}>
          {t('ticket.take')}
        </Button>
      )}
      {resolve !== null && (
        <Button icon={<CircleCheckBig size={16} aria-hidden />} onClick={() => setTo(resolve)}>
          {t('ticket.resolve')}
        </Button>
      )}
      {reopen !== null && (
        <Button variant="quiet" icon={<RotateCcw size={16} aria-hidden />} onClick={() => setTo(reopen)}>
          {t('ticket.reopen')}
        </Button>
      )}
      {mayAsk && (
        <Button variant="quiet" icon={<Star size={16} aria-hidden />} busy={ask.isPending} onClick={() => ask.mutate()}>
          {t('ticket.ratingLink')}
        </Button>
      )}
      {to !== null && box && (
        <StatusMover meta={meta} path={path} record={record} anchor={box} to={to} users={users} currency={me.tenant.currency} onTo={setTo} onClose={() => setTo(null)} />
      )}
    </div>
  )
}

const isEnded = (record: PanelProps['record']): boolean => typeof record['resolvedAt'] === 'string' || typeof record['closedAt'] === 'string'

const firstOf = (options: readonly TransitionOption[] | undefined, fits: (option: TransitionOption) => boolean): string | null =>
  options?.find((option) => option.allowed && fits(option))?.to ?? null
