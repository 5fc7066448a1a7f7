import { Plus, TriangleAlert, Undo2, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { money, percent } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Input } from '@/ui/Input'
import { amountText, changed, type Column, COLUMNS, type Draft, inserted, isPercent, MOST_LINES, moved, problemOf, removed, type Totals, type Typed } from './lines'

const NUMERIC: ReadonlySet<Column> = new Set(['quantity', 'unitPrice', 'discount', 'tax'])
const ROW = 'grid grid-cols-2 gap-2 @md:grid-cols-[1fr_1fr_1.4fr_1fr_1fr_1.4fr_auto] @3xl:grid-cols-[minmax(10rem,1fr)_5rem_4.5rem_7rem_4.5rem_4.5rem_7rem_auto]'

type Props = {
  draft: Draft
  totals: Totals
  currency: string
  open: boolean
  limit: number | null
  mayUndo: boolean
  onChange: (next: Draft) => void
  /// What stands there may be wanted back: before a field is written, before a row moves.
  onStep: () => void
  onUndo: () => void
}

/// Lines are written by keys: Enter goes to the next row, Alt and an arrow moves one, Mod+Backspace takes it away.
export function LineEditor({ draft, totals, currency, open, limit, mayUndo, onChange, onStep, onUndo }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const focus = (row: number, column: Column) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>(`[data-cell="${row}:${column}"]`)?.focus())
  const add = (at: number) => {
    onStep()
    onChange(inserted(draft, at))
    focus(at, 'text')
  }
  const remove = (at: number) => {
    onStep()
    onChange(removed(draft, at))
    focus(Math.max(0, at - 1), 'text')
  }
  const keys = (event: KeyboardEvent, row: number, column: Column) => {
    const mod = event.metaKey || event.ctrlKey
    if (event.key === 'Enter' && !mod) {
      event.preventDefault()
      if (row + 1 < draft.lines.length) focus(row + 1, column)
      else add(row + 1)
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      const by = event.key === 'ArrowUp' ? -1 : 1
      onStep()
      onChange(moved(draft, row, by))
      focus(Math.min(Math.max(row + by, 0), draft.lines.length - 1), column)
    } else if (mod && event.key === 'Backspace') {
      event.preventDefault()
      remove(row)
    }
  }
  return (
    <div
      role="presentation"
      className="@container"
      onKeyDown={(event) => {
        if ((event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === 'z' && mayUndo) {
          event.preventDefault()
          event.stopPropagation()
          onUndo()
        }
      }}
    >
      {draft.lines.length === 0 && <p className="py-2 text-ink-2">{t(open ? 'proposal.lines.none' : 'proposal.lines.nothing')}</p>}
      <ol ref={list} className="flex flex-col" aria-label={t('proposal.lines')}>
        {draft.lines.map((line, row) => (
          <li key={line.key} className={cn(ROW, 'border-b border-line py-2 last:border-b-0')}>
            {COLUMNS.map((column) => (
              <Cell key={column} label={t(`proposal.line.${column}`)} quiet={row > 0} wide={column === 'text'}>
                <LineInput line={line} row={row} column={column} currency={currency} open={open} onFocus={onStep} onKeys={keys} onChange={(value) => onChange(changed(draft, row, column, value))} />
              </Cell>
            ))}
            <Cell label={t('proposal.line.net')} quiet={row > 0}>
              <output className="flex h-hit items-center justify-end tabular-nums">
                <bdi>{amountOf(totals, row, currency)}</bdi>
              </output>
            </Cell>
            {open && (
              <span className="flex items-end justify-end">
                <IconButton label={t('proposal.line.remove', { row: row + 1 })} onClick={() => remove(row)}>
                  <X size={16} aria-hidden />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ol>
      {open && (
        <div className="flex flex-wrap items-center gap-2 pt-2">
          <Button size="sm" icon={<Plus size={14} aria-hidden />} disabled={draft.lines.length >= MOST_LINES} onClick={() => add(draft.lines.length)}>
            {t('proposal.line.add')}
          </Button>
          <Button size="sm" variant="quiet" icon={<Undo2 size={14} className="mirror" aria-hidden />} disabled={!mayUndo} onClick={onUndo}>
            {t('proposal.undo')}
          </Button>
          <span className="text-12 text-ink-3 max-sm:hidden">{t('proposal.keys')}</span>
        </div>
      )}
      <Sums draft={draft} totals={totals} currency={currency} open={open} limit={limit} onChange={onChange} onStep={onStep} />
    </div>
  )
}

function Cell({ label, quiet, wide = false, children }: { label: string; quiet: boolean; wide?: boolean; children: ReactNode }) {
  return (
    // Every child is one control or its outcome.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className={cn('flex min-w-0 flex-col justify-end gap-1', wide && 'col-span-full @3xl:col-span-1')}>
      <span className={cn('text-12 text-ink-2', quiet && '@md:sr-only')}>{label}</span>
      {children}
    </label>
  )
}

type InputProps = { line: Typed; row: number; column: Column; currency: string; open: boolean; onFocus: () => void; onKeys: (event: KeyboardEvent, row: number, column: Column) => void; onChange: (value: string) => void }

function LineInput({ line, row, column, currency, open, onFocus, onKeys, onChange }: InputProps) {
  const problem = problemOf(line, column, currency)
  return (
    <>
      <Input
        data-cell={`${row}:${column}`}
        value={line[column]}
        readOnly={!open}
        maxLength={column === 'text' ? 500 : 20}
        aria-invalid={open && problem !== null ? true : undefined}
        title={open && problem !== null ? t(`proposal.mend.${problem}`) : undefined}
        className={NUMERIC.has(column) ? 'text-end tabular-nums' : undefined}
        {...(NUMERIC.has(column) ? { inputMode: 'decimal' as const, dir: 'ltr' } : { dir: 'auto' })}
        onFocus={onFocus}
        onKeyDown={(event) => open && onKeys(event, row, column)}
        onChange={(event) => onChange(event.target.value)}
      />
      {open && problem !== null && <span className="sr-only">{t(`proposal.mend.${problem}`)}</span>}
    </>
  )
}

function amountOf(totals: Totals, row: number, currency: string): string {
  const amounts = totals.lines[row]
  return amounts ? money(amountText(amounts.net, totals.scale), currency) : t('word.none')
}

type SumsProps = Pick<Props, 'draft' | 'totals' | 'currency' | 'open' | 'limit' | 'onChange' | 'onStep'>

function Sums({ draft, totals, currency, open, limit, onChange, onStep }: SumsProps) {
  const { sum, scale, largestDiscount } = totals
  const shown = (minor: bigint) => <bdi>{money(amountText(minor, scale), currency)}</bdi>
  const over = limit !== null && largestDiscount > limit
  return (
    <div className="mt-3 flex flex-col gap-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <label className="flex w-36 flex-col gap-1">
          <span className="text-12 text-ink-2">{t('proposal.discount')}</span>
          <Input
            value={draft.discount}
            readOnly={!open}
            inputMode="decimal"
            dir="ltr"
            className="text-end tabular-nums"
            aria-invalid={isPercent(draft.discount) ? undefined : true}
            onFocus={onStep}
            onChange={(event) => onChange({ ...draft, discount: event.target.value })}
          />
        </label>
        <dl className="grid grid-cols-[auto_auto] gap-x-6 gap-y-1 text-end tabular-nums">
          {sum.gross !== sum.net && (
            <>
              <dt className="text-ink-2">{t('proposal.gross')}</dt>
              <dd>{shown(sum.gross)}</dd>
              <dt className="text-ink-2">{t('proposal.saved')}</dt>
              <dd>{shown(sum.gross - sum.net)}</dd>
            </>
          )}
          <dt className="text-ink-2">{t('proposal.net')}</dt>
          <dd>{shown(sum.net)}</dd>
          <dt className="text-ink-2">{t('proposal.tax')}</dt>
          <dd>{shown(sum.tax)}</dd>
          <dt className="text-16 font-semibold">{t('proposal.total')}</dt>
          <dd className="text-16 font-semibold" aria-live="polite">
            {shown(sum.net + sum.tax)}
          </dd>
        </dl>
      </div>
      {open && over && (
        <p role="status" className="flex items-start gap-2 rounded-card bg-warn-soft px-3 py-2 text-warn">
          <TriangleAlert size={16} className="mt-0.5" aria-hidden />
          {t('proposal.overLimit', { discount: percent(largestDiscount), limit: percent(limit) })}
        </p>
      )}
    </div>
  )
}
