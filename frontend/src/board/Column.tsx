import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Plus } from 'lucide-react'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type BoardColumn, listQuery } from '@/api/records'
import type { Filter, ObjectMeta, Row, Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Spinner } from '@/ui/Spinner'
import { Card } from './Card'
import { ColumnHead } from './ColumnHead'
import { type BoardStatus, type CardFields, isEnded } from './columns'
import { stepFilter, type StepKind } from './steps'
import { useDrop } from './useDrag'

const CARD_PX = 96
const AHEAD = 10

export type At = { status: string; place: number }

type Props = {
  meta: ObjectMeta
  status: BoardStatus
  figures: Schemas['Column'] | undefined
  counted: boolean
  filter: Filter | null
  sort: string
  fields: CardFields
  hrefOf: (row: Row) => string | null
  active: number
  peeked: string | undefined
  movable: boolean
  now: number
  onRows: (status: string, rows: readonly Row[]) => void
  quickAdd?: { hint: string; add: (text: string, status: string) => Promise<boolean> }
}

/// One status: its head, and its cards, read page by page once the column comes into sight.
export function Column({ meta, status, figures, counted, filter, sort, fields, hrefOf, active, peeked, movable, now, onRows, quickAdd }: Props) {
  const [only, setOnly] = useState<StepKind | null>(null)
  const box = useRef<HTMLElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const seen = useSeen(box)
  const column = useMemo((): BoardColumn => {
    const step = meta.board?.nextStep
    return { field: fields.status?.key ?? 'status', value: status.key, ...(only !== null && step ? { only: stepFilter(step, only) } : {}) }
  }, [fields.status?.key, status.key, only, meta.board?.nextStep])
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useInfiniteQuery({
    ...listQuery(meta, { filter, sort, fields: fields.keys, column }),
    // An empty column needs no question; until the heads are counted nobody knows.
    enabled: seen && counted && (figures?.count ?? 0) > 0,
  })
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  useEffect(() => onRows(status.key, rows), [onRows, status.key, rows])

  const waiting = isPending && (figures?.count ?? 0) > 0
  const drawn = waiting ? Math.min(4, figures?.count ?? 0) : rows.length
  const virtual = useVirtualizer({ count: drawn, getScrollElement: () => scroller.current, estimateSize: () => CARD_PX, overscan: 4 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last + AHEAD >= rows.length) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active)
  }, [active, virtual])
  const over = useDrop(box, scroller, status.key)

  return (
    <section
      ref={box}
      data-column={status.key}
      aria-label={t('board.column', { status: status.label, count: figures?.count ?? 0 })}
      className={cn('flex w-68 shrink-0 snap-center flex-col rounded-card border bg-surface-2 max-sm:w-[86vw]', over ? 'border-accent bg-soft' : 'border-line')}
    >
      <ColumnHead status={status} figures={figures} steps={meta.board !== undefined && !isEnded(status)} only={only} onOnly={setOnly} />
      {/* A scrolling region must be reachable by keyboard; here it is, by its cards. */}
      <div ref={scroller} className="min-h-16 flex-1 overflow-y-auto overscroll-contain py-1">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = waiting ? undefined : rows[item.index]
          return row ? (
            <Card
              key={row.id}
              row={row}
              fields={fields}
              href={hrefOf(row)}
              active={item.index === active}
              peeked={row.id === peeked}
              ended={isEnded(status)}
              movable={movable}
              now={now}
              top={item.start}
              size={only === null ? (figures?.count ?? -1) : -1}
              place={item.index}
            />
          ) : (
            <li key={`loading-${item.index}`} aria-hidden="true" className="absolute inset-x-0 top-0 px-2" style={{ transform: `translateY(${item.start}px)` }}>
              <span className="block h-22 animate-pulse rounded-card bg-line" />
            </li>
          )
        })}
      </ul>
        {isFetchingNextPage && (
          <p className="flex justify-center py-2">
            <Spinner />
          </p>
        )}
        {!waiting && rows.length === 0 && error === null && counted && <p className="px-3 py-4 text-center text-12 text-ink-3">{t('board.empty')}</p>}
        {error !== null && (
          <div className="flex flex-col items-center gap-2 px-3 py-3 text-center text-12 text-bad">
            {t('board.failed')}
            <Button size="sm" onClick={() => void refetch()}>
              {t('problem.retry')}
            </Button>
          </div>
        )}
      </div>
      {quickAdd && <QuickAdd status={status} hint={quickAdd.hint} onAdd={(text) => quickAdd.add(text, status.key)} />}
    </section>
  )
}

/// One line, Enter, and the next one.
function QuickAdd({ status, hint, onAdd }: { status: BoardStatus; hint: string; onAdd: (text: string) => Promise<boolean> }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  if (!open) {
    return (
      <Button variant="quiet" size="sm" className="m-1 justify-start!" icon={<Plus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {t('board.add')}
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = text.trim()
    if (wanted === '' || busy) return
    setBusy(true)
    void onAdd(wanted).then((added) => {
      setBusy(false)
      if (added) setText('')
    })
  }
  return (
    <form className="p-2" onSubmit={submit}>
      <input
        autoFocus
        aria-label={t('board.add.label', { status: status.label })}
        placeholder={hint}
        maxLength={200}
        className="h-hit w-full rounded-control border border-control bg-raised px-2"
        value={text}
        readOnly={busy}
        aria-busy={busy}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text.trim() === '' && setOpen(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setOpen(false)
        }}
      />
    </form>
  )
}

/// True from the moment it was first on screen.
function useSeen(box: React.RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(() => !('IntersectionObserver' in window))
  useEffect(() => {
    const element = box.current
    if (seen || !element) return
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: '0px 300px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [seen, box])
  return seen
}
