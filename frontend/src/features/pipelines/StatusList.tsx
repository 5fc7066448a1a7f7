import { CircleAlert, GripVertical, Hourglass, ListChecks, Zap } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { t } from '@/i18n/t'
import { TONE, toneOf } from '@/ui/Badge'
import { cn } from '@/ui/cn'
import type { DraftStatus, RowProblems } from './draft'

type Props = {
  statuses: readonly DraftStatus[]
  chosen: string | null
  problems: RowProblems
  disabled: boolean
  onChoose: (uid: string) => void
  onMove: (uid: string, to: number) => void
}

/// The statuses in their order. Dragging, Alt with the arrow keys and the buttons of the chosen one all move a row.
export function StatusList({ statuses, chosen, problems, disabled, onChoose, onMove }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [said, setSaid] = useState('')

  const focusRow = (index: number) => requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('button')[index]?.focus())
  const keys = (event: KeyboardEvent, index: number, status: DraftStatus) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const to = index + step
    if (to < 0 || to >= statuses.length) return
    if (event.altKey && !disabled) {
      onMove(status.uid, to)
      setSaid(t('pipelines.status.moved', { status: status.label, place: to + 1, count: statuses.length }))
    }
    focusRow(to)
  }
  return (
    <>
      <ol ref={list} aria-label={t('pipelines.statuses')} className="flex flex-col p-2">
        {statuses.map((status, index) => (
          // Dragging is the mouse's way; the button inside has the keyboard's.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={status.uid}
            draggable={!disabled}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', status.label)
              setDragged(status.uid)
            }}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              setOver(index)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) onMove(dragged, index)
            }}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}
            className={cn('rounded-control', dragged !== null && over === index && dragged !== status.uid && 'outline-2 outline-accent')}
          >
            <button
              type="button"
              aria-current={status.uid === chosen ? 'true' : undefined}
              aria-keyshortcuts={disabled ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
              className={cn('group flex min-h-11 w-full items-center gap-2 rounded-control pe-2 text-start hover:bg-hover', status.uid === chosen && 'bg-soft text-soft-ink hover:bg-soft', disabled && 'ps-2')}
              onClick={() => onChoose(status.uid)}
              onKeyDown={(event) => keys(event, index, status)}
            >
              {!disabled && <GripVertical size={14} className="cursor-grab text-ink-3" aria-hidden />}
              <span aria-hidden="true" className={cn('flex size-6 shrink-0 items-center justify-center rounded-chip text-11 font-semibold tabular-nums', TONE[toneOf(status.color)])}>
                {index + 1}
              </span>
              <span className="min-w-0 flex-1 py-1">
                <bdi className="block truncate font-medium">{status.label || t('pipelines.status.unnamed')}</bdi>
                <span className={cn('block text-12', status.uid === chosen ? 'text-soft-ink' : 'text-ink-3')}>{t(`group.${status.group}`)}</span>
              </span>
              <Marks status={status} />
              {problems.has(status.uid) && <CircleAlert size={16} className="text-bad" role="img" aria-label={t('pipelines.status.problem')} />}
            </button>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

/// What the status asks and does, at a glance.
function Marks({ status }: { status: DraftStatus }) {
  return (
    <span className="flex gap-1.5 text-ink-3">
      {status.conditions.length > 0 && <ListChecks size={14} role="img" aria-label={t('pipelines.mark.conditions')} />}
      {status.effects.length > 0 && <Zap size={14} role="img" aria-label={t('pipelines.mark.effects')} />}
      {status.expiry && <Hourglass size={14} role="img" aria-label={t('pipelines.mark.expiry')} />}
    </span>
  )
}
