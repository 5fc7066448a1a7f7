import type { ImportView } from '@/api/imports'
import { number } from '@/i18n/format'
import { tOr } from '@/i18n/t'

const SHOWN = ['new', 'update', 'created', 'updated', 'undone', 'duplicate', 'skipped', 'error', 'failed', 'kept']

export const countOf = (found: ImportView, ...states: string[]): number => states.reduce((sum, state) => sum + (found.counts[state] ?? 0), 0)

export function Counts({ found }: { found: ImportView }) {
  return (
    <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {SHOWN.filter((state) => countOf(found, state) > 0).map((state) => (
        <div key={state} className="rounded-card border border-line px-3 py-2">
          <dt className="text-12 text-ink-3">{tOr(`import.count.${state}`, state)}</dt>
          <dd className="text-14 font-semibold tabular-nums">{number(countOf(found, state))}</dd>
        </div>
      ))}
    </dl>
  )
}
