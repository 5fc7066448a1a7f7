import { useInfiniteQuery } from '@tanstack/react-query'
import { importProblems, type ImportView } from '@/api/imports'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Counts, countOf } from './Counts'
import { Frame, type Step } from './Frame'
import { whyNot } from './mending'
import { ProblemFile } from './ProblemFile'

/// What became of a file, and the way back.
export function ResultStep({ found, busy, onUndo, ...step }: Step & { found: ImportView; busy: boolean; onUndo: () => void }) {
  const mayUndo = countOf(found, 'created', 'updated') > 0 && (found.status === 'done' || found.status === 'canceled')
  const bad = countOf(found, 'duplicate', 'skipped', 'error', 'failed', 'kept') > 0
  const problems = useInfiniteQuery({ ...importProblems(found), enabled: bad })
  return (
    <Frame
      {...step}
      description={t(found.status === 'undone' ? 'import.undone' : found.status === 'canceled' ? 'import.canceled' : 'import.done')}
      footer={
        <>
          {bad && <ProblemFile id={found.id} />}
          {mayUndo && (
            <Button busy={busy} onClick={onUndo}>
              {t('import.undo')}
            </Button>
          )}
          <Button variant="primary" onClick={step.onClose}>
            {t('import.close')}
          </Button>
        </>
      }
    >
      <Counts found={found} />
      {bad && problems.data !== undefined && (
        <>
          <ul aria-label={t('import.problems')} className="flex max-h-64 flex-col divide-y divide-line overflow-y-auto">
            {problems.data.pages.flat().map((problem) => (
              <li key={problem.position} className="flex gap-3 py-1.5">
                <span className="w-12 shrink-0 text-12 text-ink-3 tabular-nums">{t('import.row', { n: problem.position + 1 })}</span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{problem.cells.filter(Boolean).slice(0, 3).join(' · ')}</span>
                  <span className="block text-12 text-bad">{whyNot(problem)}</span>
                </span>
              </li>
            ))}
          </ul>
          {problems.hasNextPage && (
            <Button busy={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
              {t('import.mend.more')}
            </Button>
          )}
        </>
      )}
    </Frame>
  )
}
