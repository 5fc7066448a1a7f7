import type { Aggregate, FieldMeta } from '@/api/types'
import { money, number } from '@/i18n/format'
import { t } from '@/i18n/t'

/// How many, and what it is worth. An estimate is called one.
export function ListFooter({ aggregate, fields }: { aggregate: Aggregate | undefined; fields: readonly FieldMeta[] }) {
  return (
    <footer className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-5 gap-y-0.5 border-t border-line px-4 py-1.5 text-12 text-ink-2 tabular-nums">
      {aggregate && <span>{countText(aggregate)}</span>}
      {aggregate &&
        fields.map((field) => {
          const sums = aggregate.sums?.[field.key] ?? []
          if (sums.length === 0) return null
          return (
            <span key={field.key}>
              {t('grid.sum', { field: field.label })} <bdi className="font-medium text-ink">{sums.map((sum) => (sum.currency ? money(sum.amount, sum.currency) : number(Number(sum.amount)))).join(' + ')}</bdi>
            </span>
          )
        })}
    </footer>
  )
}

export function countText({ count }: Aggregate): string {
  return t(count.exact ? 'grid.records' : 'grid.records.about', { count: count.value })
}
