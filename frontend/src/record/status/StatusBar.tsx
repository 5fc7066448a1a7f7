import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Check, ChevronDown, ChevronsRight, CircleSlash } from 'lucide-react'
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { StatusPill } from '@/ui/Badge'
import { cn } from '@/ui/cn'
import { Sheet } from '@/ui/Dialog'
import { Popover } from '@/ui/Popover'
import { Skeleton } from '@/ui/Skeleton'
import { usePhone } from '@/ui/useMedia'
import { useNow } from '@/ui/useNow'
import { Dot } from './Dot'
import { lasted } from './lasted'
import { statusField } from './statusField'
import { type Station, stations, type TransitionOption, transitionsQuery, windowOf } from './transitions'

const OptionList = lazy(() => import('@/ui/OptionList').then((module) => ({ default: module.OptionList })))
const MoveForm = lazy(() => import('./MoveForm').then((module) => ({ default: module.MoveForm })))

type Props = { meta: ObjectMeta; path: string; record: RecordView; users: readonly DirectoryUser[]; currency: string; changed: boolean }

/// What is open beside the bar: the list of all statuses, or the form of one move.
type Open = { anchor: HTMLElement; to: TransitionOption | null; from: string }

const NOTHING = () => undefined
const SEGMENT_PX = 148
const FEWEST = 3
const MOST = 7

export function StatusBar({ meta, path, record, users, currency, changed }: Props) {
  const phone = usePhone()
  const clock = useNow()
  const bar = useRef<HTMLDivElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const { data: options = [] } = useQuery(transitionsQuery(meta.key, path, record.id))
  const key = String(record['status'] ?? '')
  const all = useMemo(() => stations(key, options.filter((option) => option.to !== key), statusField(meta)), [key, options, meta])
  const room = useRoom(bar)
  const { shown, before, after } = windowOf(all, room)
  const now = all.find((station) => station.place === 'now')
  const since = typeof record['statusSince'] === 'string' ? lasted((clock - new Date(record['statusSince']).getTime()) / 1000) : null
  const endings = all.filter((station) => station.group === 'lost' && station.option?.allowed)
  const mayMove = record.can?.transition ?? false

  const list = (anchor: HTMLElement) => setOpen({ anchor, to: null, from: key })
  const choose = (station: Station, anchor: HTMLElement) => (station.option?.allowed ? setOpen({ anchor, to: station.option, from: key }) : list(anchor))
  useActions(
    useMemo<Action[]>(
      () => (mayMove ? [{ ...offer('record.status', NOTHING), run: () => current.current && setOpen({ anchor: current.current, to: null, from: key }) }] : []),
      [mayMove, key],
    ),
  )
  // The form belongs to the status it was opened in; what it offers is what is true now.
  const option = open?.to ? (options.find((each) => each.to === open.to?.to) ?? open.to) : null
  const content = open && (
    <Suspense fallback={<Skeleton className="m-4 h-40" />}>
      {option ? (
        <MoveForm key={option.to} meta={meta} path={path} record={record} option={option} users={users} currency={currency} onClose={() => setOpen(null)} />
      ) : (
        <OptionList
          label={t('status.change')}
          options={all.map((station) => ({
            value: station.key,
            label: station.label,
            icon: <Dot color={station.color} />,
            disabled: station.place !== 'now' && !station.option?.allowed,
            hint: station.place === 'now' ? t('status.here') : station.option?.allowed ? undefined : (station.option?.reason ?? undefined),
          }))}
          selected={[key]}
          onPick={(picked) => {
            const station = all.find((each) => each.key === picked)
            if (station?.option) setOpen({ ...open, to: station.option })
            else setOpen(null)
          }}
        />
      )}
    </Suspense>
  )
  const title = option ? t('status.moveTo', { status: option.label }) : t('status.change')

  return (
    <>
      <div ref={bar} role="group" aria-label={t('status.bar')} className={cn('flex shrink-0 items-center gap-1 border-b border-line px-3 py-2', changed && 'animate-remote')}>
        {phone ? (
          <button
            ref={current}
            type="button"
            disabled={!mayMove}
            aria-haspopup="dialog"
            className="flex h-11 min-w-0 flex-1 items-center gap-2 rounded-control border border-line-strong px-3"
            onClick={(event) => list(event.currentTarget)}
          >
            {now && <StatusPill label={now.label} color={now.color} />}
            {since !== null && <span className="truncate text-12 text-ink-3">{t('status.since', { for: since })}</span>}
            <ChevronDown size={16} className="ms-auto text-ink-3" aria-hidden />
          </button>
        ) : (
          <>
            {before > 0 && <More count={before} label={t('status.earlier', { count: before })} onClick={list} disabled={!mayMove} />}
            {shown.map((station) =>
              station.place === 'now' ? (
                <button
                  key={station.key}
                  ref={current}
                  type="button"
                  aria-current="step"
                  aria-haspopup="dialog"
                  disabled={!mayMove}
                  title={t('status.change')}
                  className={cn(
                    'flex h-8 min-w-0 grow-2 basis-0 items-center justify-center gap-1.5 rounded-control px-2.5 font-medium',
                    station.group === 'lost' || station.group === 'expired' ? 'bg-bad-soft text-bad' : 'bg-solid text-on-solid',
                  )}
                  onClick={(event) => list(event.currentTarget)}
                >
                  <bdi className="truncate">{station.label}</bdi>
                  {since !== null && (
                    <span className="shrink-0 text-12 font-normal">
                      <span aria-hidden="true">· </span>
                      {since}
                    </span>
                  )}
                </button>
              ) : (
                <Segment key={station.key} station={station} disabled={!mayMove} onClick={(anchor) => choose(station, anchor)} />
              ),
            )}
            {after > 0 && <More count={after} label={t('status.later', { count: after })} onClick={list} disabled={!mayMove} />}
            {mayMove &&
              endings.slice(0, 1).map((station) => (
                <button
                  key={station.key}
                  type="button"
                  aria-haspopup="dialog"
                  className="ms-1 flex h-8 shrink-0 items-center gap-1.5 rounded-control border border-line-strong px-2.5 font-medium text-bad hover:bg-bad-soft"
                  onClick={(event) => choose(station, event.currentTarget)}
                >
                  <CircleSlash size={14} aria-hidden />
                  <bdi>{station.label}</bdi>
                </button>
              ))}
          </>
        )}
      </div>
      {phone ? (
        <Sheet open={open !== null} onOpenChange={(next) => !next && setOpen(null)} title={title}>
          {content}
        </Sheet>
      ) : (
        open && (
          <Popover
            label={title}
            open
            onOpenChange={(next) => !next && setOpen(null)}
            anchor={open.anchor}
            className={option ? 'w-96' : 'w-80'}
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              if (open.anchor.isConnected) open.anchor.focus()
              else current.current?.focus()
            }}
          >
            {option ? <FormFrame title={title}>{content}</FormFrame> : content}
          </Popover>
        )
      )}
    </>
  )
}

function FormFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="p-4">
      <h2 className="mb-3 flex items-center gap-2 text-14 font-semibold">
        <ArrowRight size={16} className="mirror text-accent" aria-hidden />
        {title}
      </h2>
      {children}
    </div>
  )
}

function Segment({ station, disabled, onClick }: { station: Station; disabled: boolean; onClick: (anchor: HTMLElement) => void }) {
  const closed = !station.option?.allowed
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      disabled={disabled}
      title={closed ? (station.option?.reason ?? undefined) : t('status.moveTo', { status: station.label })}
      className={cn(
        'flex h-8 min-w-0 grow basis-0 items-center justify-center gap-1 rounded-control px-2 font-medium transition-colors duration-120',
        station.place === 'past' ? 'bg-soft text-soft-ink' : 'bg-surface-2 text-ink-2 ring-1 ring-line ring-inset',
        closed || disabled ? 'cursor-default text-ink-3' : 'hover:bg-[color-mix(in_oklch,var(--soft)_88%,var(--ink))] hover:text-ink',
      )}
      onClick={(event) => onClick(event.currentTarget)}
    >
      {station.place === 'past' && <Check size={14} aria-hidden />}
      <bdi className="truncate">{station.label}</bdi>
    </button>
  )
}

function More({ count, label, onClick, disabled }: { count: number; label: string; onClick: (anchor: HTMLElement) => void; disabled: boolean }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={label}
      title={label}
      disabled={disabled}
      className="flex h-8 shrink-0 items-center gap-0.5 rounded-control px-2 text-12 font-medium text-ink-2 tabular-nums hover:bg-hover"
      onClick={(event) => onClick(event.currentTarget)}
    >
      {count}
      <ChevronsRight size={14} className="mirror" aria-hidden />
    </button>
  )
}

/// How many segments fit.
function useRoom(bar: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(MOST - 1)
  useEffect(() => {
    const element = bar.current
    if (!element || !('ResizeObserver' in window)) return
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0
      if (width > 0) setRoom(Math.max(FEWEST, Math.min(MOST, Math.floor((width - 160) / SEGMENT_PX))))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [bar])
  return room
}
