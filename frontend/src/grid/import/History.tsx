import { useQuery } from '@tanstack/react-query'
import { importsQuery, type ImportView } from '@/api/imports'
import { relative } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { countOf } from './Counts'

const SHOWN = 8

/// One's earlier files of this object: to go on with, to look at, or to take back.
export function History({ object, onOpen }: { object: string; onOpen: (found: ImportView) => void }) {
  const { data, error, refetch } = useQuery(importsQuery)
  const mine = data?.filter((each) => each.object === object).slice(0, SHOWN) ?? []
  if (error !== null && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (mine.length === 0) return null
  return (
    <section aria-label={t('import.history')} className="flex flex-col gap-1">
      <h3 className="font-semibold">{t('import.history')}</h3>
      <ul className="flex flex-col divide-y divide-line">
        {mine.map((found) => {
          const written = countOf(found, 'created', 'updated')
          return (
            <li key={found.id}>
              <button type="button" onClick={() => onOpen(found)} className="flex min-h-hit w-full flex-wrap items-baseline gap-x-3 rounded-control px-2 py-1.5 text-start hover:bg-hover">
                <bdi className="min-w-0 flex-1 basis-40 truncate font-medium">{found.fileName}</bdi>
                <span className="text-12 text-ink-2">
                  {tOr(`import.status.${found.status}`, found.status)}
                  {written > 0 && ` · ${t('import.told', { count: written })}`}
                </span>
                <span className="text-12 text-ink-3">{relative(found.at)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
