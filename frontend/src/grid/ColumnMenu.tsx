import '@/i18n/packs/columns'
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, Layers, type LucideIcon, Pin, PinOff, RotateCcw, Sigma, UnfoldHorizontal } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { Popover } from '@/ui/Popover'
import type { Column } from './columns'
import { isGroupable, isSummable, type View } from './view'

type Props = {
  column: Column
  head: HTMLElement
  before: string | undefined
  after: string | undefined
  view: View
  /// Whether the foot adds this column up now.
  summed: boolean
  onSort: (sort: string) => void
  onPlace: (to: string) => void
  onWidth: (width: number | null) => void
  onPin: () => void
  onGroup: () => void
  onSum: () => void
  onHide: () => void
  onClose: () => void
}

type Item = { label: string; Icon: LucideIcon; run: () => void; mirror?: boolean }

const STEP_PX = 48
const backTo = (head: HTMLElement) => (event: Event) => {
  event.preventDefault()
  head.focus()
}

/// Everything that can be done with one column, for pointer, keyboard and finger alike.
export function ColumnMenu({ column, head, before, after, view, summed, onSort, onPlace, onWidth, onPin, onGroup, onSum, onHide, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const { field, title } = column
  const pinned = view.pinned.includes(field.key)
  const width = () => head.getBoundingClientRect().width
  const items: (Item | false | undefined)[] = [
    field.sortable && { label: t('column.sort.asc'), Icon: ArrowUp, run: () => onSort(field.key) },
    field.sortable && { label: t('column.sort.desc'), Icon: ArrowDown, run: () => onSort(`-${field.key}`) },
    !title && before !== undefined && { label: t('column.before'), Icon: ArrowLeft, mirror: true, run: () => onPlace(before) },
    !title && after !== undefined && { label: t('column.after'), Icon: ArrowRight, mirror: true, run: () => onPlace(after) },
    { label: t('column.wider'), Icon: UnfoldHorizontal, run: () => onWidth(width() + STEP_PX) },
    { label: t('column.narrower'), Icon: UnfoldHorizontal, run: () => onWidth(width() - STEP_PX) },
    view.widths[field.key] !== undefined && { label: t('column.width.reset'), Icon: RotateCcw, run: () => onWidth(null) },
    !title && { label: t(pinned ? 'column.unpin' : 'column.pin'), Icon: pinned ? PinOff : Pin, run: onPin },
    isGroupable(field) && { label: t(view.groupBy === field.key ? 'column.ungroup' : 'column.group'), Icon: Layers, run: onGroup },
    isSummable(field) && { label: t(summed ? 'column.unsum' : 'column.sum'), Icon: Sigma, run: onSum },
    !title && { label: t('column.hide'), Icon: EyeOff, run: onHide },
  ]
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (step === 0) return
    event.preventDefault()
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <Popover label={t('column.menu', { field: field.label })} anchor={head} open onOpenChange={(open) => !open && onClose()} onCloseAutoFocus={backTo(head)} className="w-56 p-1">
      {/* Arrow keys go through the choices, as in a menu. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={list} className="flex flex-col" onKeyDown={keys}>
        {items.map(
          (item) =>
            item && (
              <button
                key={item.label}
                type="button"
                className="flex min-h-8 items-center gap-2 rounded-control px-2 text-start hover:bg-hover touch:min-h-11"
                onClick={() => {
                  item.run()
                  onClose()
                }}
              >
                <item.Icon size={14} className={cn('text-ink-3', item.mirror && 'mirror')} aria-hidden />
                {item.label}
              </button>
            ),
        )}
      </div>
    </Popover>
  )
}
