import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { type ImportProblem, importProblems, type ImportView, mendRow, type RowChange, type Trouble } from '@/api/imports'
import type { ObjectMeta } from '@/api/types'
import { number } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Segmented } from '@/ui/Segmented'
import { SkeletonRows } from '@/ui/Skeleton'
import { Counts, countOf } from './Counts'
import { Frame, type Step } from './Frame'
import { cellProblem, isTaken, mendColumns, merged, rowProblem } from './mending'
import { MendGrid } from './MendGrid'
import { ProblemFile } from './ProblemFile'

type Props = Step & {
  meta: ObjectMeta
  found: ImportView
  busy: boolean
  onBack: () => void
  onStart: () => void
  onMended: (found: ImportView) => void
}

const KINDS = ['error', 'duplicate', 'skipped'] as const

/// What would happen, and the rows it would not happen to: mended here, or left out.
export function ReviewStep({ meta, found, busy, onBack, onStart, onMended, ...step }: Props) {
  const queries = useQueryClient()
  const columns = useMemo(() => mendColumns(meta, found), [meta, found])
  const [only, setOnly] = useState<Trouble | null>(null)
  const [mended, setMended] = useState<ReadonlyMap<number, ImportProblem>>(new Map())
  const [sent, setSent] = useState<ReadonlySet<number>>(new Set())
  const [told, setTold] = useState('')
  const fresh = useRef(true)
  const takesFocus = () => {
    const takes = fresh.current
    fresh.current = false
    return takes
  }
  const todo = countOf(found, 'new', 'update')
  const total = countOf(found, ...KINDS)
  const kinds = KINDS.filter((kind) => countOf(found, kind) > 0)
  const problems = useInfiniteQuery({ ...importProblems(found, only), enabled: total > 0 || mended.size > 0 })

  const mend = useMutation({
    mutationFn: ({ row, change }: { row: ImportProblem; change: Omit<RowChange, 'version'> }) => mendRow(found.id, row.position, { version: row.version, ...change }),
    meta: { shown: true },
    onMutate: ({ row }) => setSent((before) => new Set([...before, row.position])),
    onSettled: (_, __, { row }) => setSent((before) => new Set([...before].filter((position) => position !== row.position))),
    onSuccess: ({ row, importing }, { row: before }) => {
      setMended((all) => new Map(all).set(row.position, row))
      const n = row.position + 1
      const cell = columns.map((column) => cellProblem(row, column)).find((text) => text !== undefined)
      setTold(isTaken(row) ? t('import.mend.told', { n }) : t('import.mend.still', { n, problem: rowProblem(row, columns) ?? cell ?? '' }))
      // Others may have repeated this one, and be judged anew with it.
      if (row.repeats !== before.repeats || countOf(importing, before.status) !== countOf(found, before.status) - (row.status === before.status ? 0 : 1)) {
        void queries.invalidateQueries({ queryKey: ['import', found.id, 'problems'] })
      }
      onMended(importing)
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['import', found.id, 'problems'] }),
  })

  const all = useMemo(() => merged(problems.data?.pages.flat() ?? [], mended), [problems.data, mended])
  // What is mended stays in sight under the kind it was found as.
  const rows = only === null ? all : all.filter((row) => row.status === only || (isTaken(row) && only === 'error'))
  const choose = (kind: string) => setOnly(KINDS.find((each) => each === kind) ?? null)

  return (
    <Frame
      {...step}
      wide
      error={step.error ?? mend.error ?? problems.error}
      description={t('import.ready')}
      onSubmit={() => todo > 0 && !busy && sent.size === 0 && onStart()}
      footer={
        <>
          {total > 0 && <ProblemFile id={found.id} />}
          <Button onClick={onBack}>{t('import.back')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={todo === 0 || sent.size > 0}>
            {t('import.start', { count: todo })}
          </Button>
        </>
      }
    >
      <Counts found={found} />
      <p role="status" className="sr-only">
        {told}
      </p>
      {total === 0 && mended.size === 0 ? (
        <EmptyState kind="first" title={t('import.mend.clean')} text={t('import.mend.clean.text')} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            {(kinds.length > 1 || only !== null) && (
              <Segmented
                label={t('import.mend.kinds')}
                value={only ?? 'all'}
                onChange={choose}
                options={[{ value: 'all', label: t('import.mend.all') }, ...kinds.map((kind) => ({ value: kind, label: `${t(`import.count.${kind}`)} ${number(countOf(found, kind))}` }))]}
              />
            )}
            <p className="text-12 text-ink-3">{t('import.mend.hint')}</p>
          </div>
          {problems.isPending ? (
            <SkeletonRows rows={4} />
          ) : rows.length === 0 ? (
            <EmptyState kind="noMatch" title={t('import.mend.none')} text={t('import.mend.none.text')} action={only !== null && <Button onClick={() => setOnly(null)}>{t('import.mend.showAll')}</Button>} />
          ) : (
            <>
              <MendGrid
                rows={rows}
                columns={columns}
                total={Math.max(total, rows.length)}
                busy={sent}
                takesFocus={takesFocus}
                onChange={(row, column, text) => mend.mutate({ row, change: { cells: { [column]: text } } })}
                onLeave={(row, out) => mend.mutate({ row, change: { leftOut: out } })}
              />
              {problems.hasNextPage && (
                <Button busy={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
                  {t('import.mend.more')}
                </Button>
              )}
            </>
          )}
        </>
      )}
    </Frame>
  )
}
