import { useQuery } from '@tanstack/react-query'
import { CircleSlash, Trophy } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { pathOf } from '@/api/records'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { type TransitionOption, transitionsQuery } from '@/record/status/transitions'
import { Button } from '@/ui/Button'

const StatusMover = lazy(() => import('@/record/status/StatusMover').then((module) => ({ default: module.StatusMover })))

/// The two ends of a deal, wherever its pipeline lets it go there from here.
export function Closing({ meta, record, users }: PanelProps) {
  const me = useMe()
  const path = pathOf(meta)
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const open = record['result'] === 'open' && record.can?.transition === true
  const { data: options } = useQuery({ ...transitionsQuery(meta.key, path, record.id), enabled: open })
  const won = open ? endOf(options, 'won') : null
  const lost = open ? endOf(options, 'lost') : null
  useActions(
    useMemo<Action[]>(
      () => [
        ...(won === null ? [] : [{ id: 'deal.win', label: t('deal.win'), group: 'record' as const, keys: 'Shift+W', run: () => setTo(won) }]),
        ...(lost === null ? [] : [{ id: 'deal.lose', label: t('deal.lose'), group: 'record' as const, keys: 'Shift+L', run: () => setTo(lost) }]),
      ],
      [won, lost, setTo],
    ),
  )
  if (won === null && lost === null) return null
  return (
    <div ref={setBox} tabIndex={-1} className="flex gap-2 outline-none">
      {won !== null && (
        <Button icon={<Trophy size={16} aria-hidden />} onClick={() => setTo(won)}>
          {t('deal.win')}
        </Button>
      )}
      {lost !== null && (
        <Button variant={won ? 'quiet' : 'secondary'} icon={<CircleSlash size={16} aria-hidden />} onClick={() => setTo(lost)}>
          {t('deal.lose')}
        </Button>
      )}
      {to !== null && box && (
        <Suspense>
          <StatusMover meta={meta} path={path} record={record} anchor={box} to={to} users={users} currency={me.tenant.currency} onTo={setTo} onClose={() => setTo(null)} />
        </Suspense>
      )}
    </div>
  )
}

const endOf = (options: readonly TransitionOption[] | undefined, group: 'won' | 'lost'): string | null => options?.find((option) => option.group === group && option.allowed)?.to ?? null
