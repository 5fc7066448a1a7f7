import '@/i18n/packs/board'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { live, recordOf } from '@/api/live'
import { pipelinesQuery } from '@/api/pipelines'
import { boardQuery, pathOf, recordQuery } from '@/api/records'
import type { DirectoryUser, Filter, ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import type { ListHandle } from '@/record/listHandle'
import { addToColumns, readRow, removeRow, writeRow } from '@/record/rows'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { useNow } from '@/ui/useNow'
import { type At, Column } from './Column'
import { cardFields, isEnded, ofPipeline, statusesOf } from './columns'
import { addQuickly, type QuickAdd } from './quickAdd'
import { useCards } from './useDrag'

type Props = {
  meta: ObjectMeta
  filter: Filter | null
  sort: string
  fields: readonly string[]
  users: readonly DirectoryUser[]
  currency: string
  handle: RefObject<ListHandle | null>
  peeked: string | undefined
  hrefOf: (row: Row) => string | null
  onOpen: (row: Row) => void
  onActive: (row: Row) => void
  /// A card was dropped on a status, or is to be moved from its menu (`to` null).
  onMove: (row: Row, anchor: HTMLElement, to: string | null) => void
  onEscape: () => boolean
  quickAdd?: QuickAdd
}

/// Any object the server describes with a board, as columns of its statuses. Each column pages on its own and the heads
/// are counted by the server, so a hundred thousand cards open as fast as ten.
export function Board({ meta, filter, sort, fields: shown, handle, peeked, hrefOf, onOpen, onActive, onMove, onEscape, quickAdd }: Props) {
  const queries = useQueryClient()
  const now = useNow()
  const box = useRef<HTMLDivElement>(null)
  const { data: pipelines } = useQuery(pipelinesQuery(meta.key))
  const [chosen, setChosen] = useState<string | null>(null)
  const pipeline = pipelines?.find((each) => each.id === chosen) ?? pipelines?.find((each) => each.isDefault) ?? pipelines?.[0]
  const several = (pipelines?.length ?? 0) > 1
  const fields = useMemo(() => cardFields(meta, shown), [meta, shown])
  const statuses = useMemo(() => (fields.status ? statusesOf(fields.status, pipeline) : []), [fields.status, pipeline])
  const whole = useMemo((): Filter | null => {
    const own = several ? ofPipeline(pipeline) : null
    return own && filter ? { and: [own, filter] } : (own ?? filter)
  }, [several, pipeline, filter])
  const { data: figures, error, refetch } = useQuery({ ...boardQuery(meta, whole), placeholderData: keepPreviousData })
  const byStatus = useMemo(() => new Map(figures?.columns.map((column) => [column.status, column])), [figures])
  // Statuses no pipeline names any more still hold records: those are shown last.
  const columns = useMemo(
    () => [...statuses, ...[...byStatus.keys()].filter((key) => !statuses.some((status) => status.key === key)).map((key) => ({ key, label: key, color: null, group: null, limit: null }))],
    [statuses, byStatus],
  )
  const movable = meta.can.update

  // The cards of each column, in order, for the keyboard.
  const cards = useRef(new Map<string, readonly Row[]>())
  const onRows = useCallback((status: string, rows: readonly Row[]) => void cards.current.set(status, rows), [])
  const [at, setAt] = useState<At | null>(null)
  const filled = useCallback((status: string) => (cards.current.get(status)?.length ?? 0) > 0, [])
  const start = at ?? firstOf(columns.map((column) => column.key), byStatus)

  const focusCard = useCallback(
    (next: At) => {
      setAt(next)
      const row = cards.current.get(next.status)?.[next.place]
      if (row) onActive(row)
      // Once it is drawn: the column may have to scroll there first.
      requestAnimationFrame(() => {
        const card = box.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(next.status)}"] [data-place="${next.place}"]`)
        card?.closest('section')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        card?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
      })
    },
    [onActive],
  )
  const rowAt = (spot: At | null): Row | null => (spot && cards.current.get(spot.status)?.[spot.place]) ?? null
  const beside = (spot: At, by: 1 | -1): At | null => {
    const keys = columns.map((column) => column.key)
    for (let i = keys.indexOf(spot.status) + by; i >= 0 && i < keys.length; i += by) {
      const key = keys[i]
      if (key !== undefined && filled(key)) return { status: key, place: Math.min(spot.place, (cards.current.get(key)?.length ?? 1) - 1) }
    }
    return null
  }
  const within = (spot: At, by: number): At | null => {
    const place = spot.place + by
    return cards.current.get(spot.status)?.[place] ? { status: spot.status, place } : null
  }
  const cardOf = (spot: At | null): HTMLElement | null =>
    spot && (box.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(spot.status)}"] [data-place="${spot.place}"] a`) ?? null)

  useImperativeHandle(
    handle,
    (): ListHandle => ({
      current: () => rowAt(start),
      step: (by) => {
        if (!start) return null
        const inside = box.current?.contains(document.activeElement) ?? false
        const next = inside || by === -1 ? within(start, by) : start
        if (next) focusCard(next)
        return rowAt(next)
      },
      pick: () => undefined,
      anchor: () => cardOf(start),
      focus: () => start && focusCard(start),
    }),
    // Functions of this drawing; what they read is named.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [start, columns, focusCard],
  )

  const spotOf = (target: EventTarget): At | null => {
    const card = (target as HTMLElement).closest<HTMLElement>('[data-card]')
    const status = card?.closest<HTMLElement>('[data-column]')?.dataset['column']
    return card && status !== undefined ? { status, place: Number(card.dataset['place']) } : null
  }
  const keys = (event: KeyboardEvent) => {
    const spot = spotOf(event.target)
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') {
      if (onEscape()) event.preventDefault()
      return
    }
    if (!spot || (event.target as HTMLElement).closest('[data-move]')) return
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const row = rowAt(spot)
    const next =
      event.key === 'ArrowDown'
        ? within(spot, 1)
        : event.key === 'ArrowUp'
          ? within(spot, -1)
          : event.key === 'Home'
            ? within(spot, -spot.place)
            : event.key === (rtl ? 'ArrowLeft' : 'ArrowRight')
              ? beside(spot, 1)
              : event.key === (rtl ? 'ArrowRight' : 'ArrowLeft')
                ? beside(spot, -1)
                : undefined
    if (next === undefined) {
      if (event.key !== 'Enter' || !row) return
      onOpen(row)
    } else if (next) focusCard(next)
    event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    const spot = spotOf(event.target)
    const row = rowAt(spot)
    if (!spot || !row) return
    setAt(spot)
    const target = event.target as HTMLElement
    const menu = target.closest<HTMLElement>('[data-move]')
    if (menu) onMove(row, menu, null)
    else if (target.closest('a') && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault()
      onOpen(row)
    }
  }

  const drop = useCallback(
    ({ card, from, to }: { card: string; from: string; to: string }) => {
      const row = cards.current.get(from)?.find((each) => each.id === card)
      const anchor = box.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(to)}"] header`)
      if (row && anchor) onMove(row, anchor, to)
    },
    [onMove],
  )
  useCards(box, movable, drop)
  useLiveCards(meta)

  const add = async (text: string, status: string): Promise<boolean> => {
    const made = quickAdd && (await addQuickly(queries, meta, quickAdd, text))
    if (!made) return false
    addToColumns(queries, meta.key, made)
    void queries.invalidateQueries({ queryKey: [meta.key, 'board'] })
    void queries.invalidateQueries({ queryKey: [meta.key, 'aggregate'] })
    const anchor = box.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(status)}"] header`)
    // A record begins in its pipeline's first status; from there it moves as any other.
    if (anchor && made[fields.status?.key ?? ''] !== status) onMove(made, anchor, status)
    return true
  }

  if (error !== null && !figures) {
    return (
      <div className="flex-1 p-4">
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {several && (
        <div className="border-b border-line px-3 py-1.5">
          <Select label={t('board.pipeline')} className="w-56" value={pipeline?.id ?? null} options={pipelines?.map(({ id, name }) => ({ value: id, label: name })) ?? []} onChange={setChosen} />
        </div>
      )}
      <p id="board-help" className="sr-only">
        {t('board.help')}
      </p>
      {/* Keys and clicks of all cards are heard here; each card is a link of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={box}
        role="region"
        aria-label={t('board.label', { object: meta.label })}
        aria-describedby="board-help"
        aria-busy={figures === undefined}
        className="flex min-h-0 flex-1 snap-x gap-3 overflow-x-auto overscroll-x-contain p-3 max-sm:snap-mandatory"
        onKeyDown={keys}
        onClick={click}
      >
        {columns.map((status) => (
          <Column
            key={status.key}
            meta={meta}
            status={status}
            figures={byStatus.get(status.key)}
            counted={figures !== undefined}
            filter={whole}
            sort={sort}
            fields={fields}
            hrefOf={hrefOf}
            active={start?.status === status.key ? start.place : -1}
            peeked={peeked}
            movable={movable}
            now={now}
            onRows={onRows}
            {...(quickAdd && !isEnded(status) ? { quickAdd: { hint: quickAdd.hint, add } } : {})}
          />
        ))}
      </div>
    </div>
  )
}

/// Where the keyboard starts: the first card there is.
function firstOf(keys: readonly string[], figures: ReadonlyMap<string, { count: number }>): At | null {
  const status = keys.find((key) => (figures.get(key)?.count ?? 0) > 0)
  return status === undefined ? null : { status, place: 0 }
}

/// Cards others move go to their column, new ones stand on top of theirs.
function useLiveCards(meta: ObjectMeta): void {
  const queries = useQueryClient()
  useEffect(
    () =>
      live.onFrame((frame) => {
        const about = recordOf(frame)
        if (about?.object !== meta.key) return
        const { id } = about
        if (frame.type.endsWith('.deleted')) {
          removeRow(queries, meta.key, id)
          return
        }
        const known = readRow(queries, meta.key, id)
        const version = frame.data['version']
        // Our own write came back: nothing new in it.
        if (known && typeof version === 'number' && version <= known.version) return
        void queries
          .fetchQuery({ ...recordQuery(meta.key, pathOf(meta), id), staleTime: 0 })
          .then((record) => (known ? writeRow(queries, meta.key, id, (row) => ({ ...row, ...record })) : undefined))
          .catch(() => removeRow(queries, meta.key, id))
      }),
    [queries, meta],
  )
}
