import type { Schemas } from '@/api/types'
import { money, number, shortMoney } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Dot } from '@/record/status/Dot'
import { cn } from '@/ui/cn'
import type { BoardStatus } from './columns'
import { STEP_KINDS, type StepKind } from './steps'

const STEP_FILL: Record<StepKind, string> = { overdue: 'bg-bad', today: 'bg-warn', planned: 'bg-ok', none: 'bg-line-strong' }

type Props = { status: BoardStatus; figures: Schemas['Column'] | undefined; steps: boolean; only: StepKind | null; onOnly: (only: StepKind | null) => void }

/// How many, what they are worth, how likely, and whether they go on: a bar whose parts narrow the column.
export function ColumnHead({ status, figures, steps, only, onOnly }: Props) {
  const count = figures?.count ?? 0
  const over = status.limit !== null && count > status.limit
  const sums = figures?.sums.filter(worth) ?? []
  const weighted = figures?.weighted.filter(worth) ?? []
  return (
    <header className="shrink-0 px-3 pt-2.5 pb-1.5">
      <div className="flex items-center gap-2">
        <Dot color={status.color} />
        <h2 dir="auto" className="min-w-0 truncate font-semibold">
          <bdi>{status.label}</bdi>
        </h2>
        <span className={cn('shrink-0 text-12 tabular-nums', over ? 'font-medium text-bad' : 'text-ink-3')} title={over ? t('board.over') : undefined}>
          {status.limit === null ? number(count) : t('board.limit', { count, limit: status.limit })}
          {over && <span className="sr-only"> {t('board.over')}</span>}
        </span>
        {sums.length > 0 && (
          <bdi className="ms-auto truncate text-12 font-medium tabular-nums" title={sums.map(text).join(' + ')}>
            {sums.map(short).join(' + ')}
          </bdi>
        )}
      </div>
      <p className="h-4 truncate text-end text-11 text-ink-3 tabular-nums">{weighted.length > 0 && t('board.weighted', { sum: weighted.map(short).join(' + ') })}</p>
      {steps && (
        <div role="group" aria-label={t('board.steps', { status: status.label })} className="flex h-6 items-center gap-0.5 touch:h-11">
          {figures &&
            STEP_KINDS.filter((kind) => figures.steps[kind] > 0).map((kind) => (
              <button
                key={kind}
                type="button"
                aria-pressed={only === kind}
                aria-label={only === kind ? t('board.step.all') : t('board.step.only', { step: t(`board.step.${kind}`), count: figures.steps[kind] })}
                title={`${t(`board.step.${kind}`)}: ${number(figures.steps[kind])}`}
                className={cn('flex h-6 min-w-6 items-center outline-offset-0 touch:h-11', only !== null && only !== kind && 'opacity-40')}
                style={{ flexGrow: figures.steps[kind] }}
                onClick={() => onOnly(only === kind ? null : kind)}
              >
                <span className={cn('block w-full rounded-full', only === kind ? 'h-2.5' : 'h-1.5', STEP_FILL[kind])} />
              </button>
            ))}
        </div>
      )}
    </header>
  )
}

type Sum = Schemas['Sum']

const worth = (sum: Sum): boolean => Number(sum.amount) !== 0
const text = (sum: Sum): string => (sum.currency === undefined ? sum.amount : money(sum.amount, sum.currency))
/// A head has room for three digits and a letter.
const short = (sum: Sum): string => (sum.currency === undefined ? sum.amount : shortMoney(sum.amount, sum.currency))
