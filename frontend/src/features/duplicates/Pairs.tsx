import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Combine, Search, X } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { metaQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { DataTable, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Progress } from '@/ui/Progress'
import { toast } from '@/ui/toast'
import { isBusy, type Pair, pairsQuery, progressQuery, searchNow, type SearchProgress, setAside } from './queries'

const MergeDialog = lazy(() => import('@/record/merge/MergeDialog').then((module) => ({ default: module.MergeDialog })))

/// The pairs of one object, the surest first, and the search that finds them.
export function Pairs({ object, choice }: { object: string; choice: ReactNode }) {
  const queries = useQueryClient()
  const { data: meta } = useQuery(metaQuery(object))
  const search = useQuery(progressQuery(object))
  const progress = search.data
  const searched = progress?.finishedAt !== undefined
  const list = useInfiniteQuery({
    ...pairsQuery(object, progress?.finishedAt ?? null),
    enabled: searched,
    placeholderData: keepPreviousData,
  })
  const [compared, setCompared] = useState<Pair | null>(null)
  const start = useMutation({
    mutationFn: () => searchNow(object),
    onSuccess: (now) => queries.setQueryData(progressQuery(object).queryKey, now),
  })
  const aside = useMutation({
    mutationFn: (pair: Pair) => setAside(pair.id),
    onSuccess: (_, { first, second }) => toast(t('duplicates.aside.done', { first: first.title, second: second.title })),
    onSettled: () => void queries.invalidateQueries({ queryKey: [object, 'duplicates'] }),
  })
  const { mutate: begin } = start
  const action = useMemo<Action>(() => ({ id: 'duplicates.search', label: t('duplicates.search'), group: 'list', run: () => begin() }), [begin])
  useActions(useMemo(() => [action], [action]))
  const busy = start.isPending || (progress !== undefined && isBusy(progress))
  const never = progress !== undefined && !searched && !busy
  const pairs = list.data?.pages.flatMap((page) => page.pairs) ?? []
  const error = search.error ?? list.error
  const button = <ActionButton action={action} busy={busy} icon={<Search size={16} aria-hidden />} />

  return (
    <Page
      title={t('nav.duplicates')}
      actions={never ? undefined : button}
      toolbar={
        <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2">
          {choice}
          {progress && <HowItGoes progress={progress} />}
        </div>
      }
    >
      {(start.error ?? aside.error) !== null && (
        <div className="px-4 pt-4">
          <ProblemAlert error={start.error ?? aside.error} />
        </div>
      )}
      {error !== null && pairs.length === 0 ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void (search.error ? search.refetch() : list.refetch())} />
        </div>
      ) : never ? (
        <EmptyState kind="first" title={t('duplicates.never')} text={t('duplicates.never.text')} action={button} />
      ) : list.data && pairs.length === 0 && !list.hasNextPage ? (
        <EmptyState kind="first" title={t('duplicates.none')} text={t('duplicates.none.text')} />
      ) : (
        <>
          <DataTable
            label={t('nav.duplicates')}
            columns={columnsFor(meta, { compare: setCompared, aside: aside.mutate })}
            rows={pairs}
            keyOf={(pair) => pair.id}
            loading={!list.data}
          />
          {list.hasNextPage && (
            <div className="flex justify-center p-4">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more.show')}
              </Button>
            </div>
          )}
        </>
      )}
      <Suspense>
        {compared && meta && (
          <MergeDialog
            meta={meta}
            record={{ object, id: compared.first.id, label: compared.first.title }}
            other={{ object, id: compared.second.id, label: compared.second.title }}
            onClose={() => setCompared(null)}
          />
        )}
      </Suspense>
    </Page>
  )
}

function HowItGoes({ progress }: { progress: SearchProgress }) {
  const { state, records, compared, found, finishedAt } = progress
  if (state === 'never') return null
  return (
    <div role="status" className="flex min-w-0 flex-1 items-center gap-3 text-13 text-ink-2">
      {state === 'waiting' && t('duplicates.waiting')}
      {state === 'running' && (
        <>
          <span>{t('duplicates.running', { compared, records })}</span>
          <Progress label={t('duplicates.search')} value={compared} max={records} className="w-32 max-sm:flex-1" />
        </>
      )}
      {state === 'failed' && <span className="text-bad">{t('duplicates.failed')}</span>}
      {state === 'done' && finishedAt && t('duplicates.done', { when: relative(finishedAt), records, found })}
    </div>
  )
}

type On = Record<'compare' | 'aside', (pair: Pair) => void>

const columnsFor = (meta: ObjectMeta | undefined, on: On): readonly TableColumn<Pair>[] => [
  {
    key: 'pair',
    label: t('duplicates.pair'),
    card: 'title',
    cell: ({ object, first, second }) => (
      <span className="flex min-w-0 flex-col items-start">
        {[first, second].map(({ id, title }) => (
          <Link key={id} to={recordHref(object, id) ?? ''} dir="auto" className="max-w-full truncate py-0.5 font-medium hover:underline">
            {title || t('grid.untitled')}
          </Link>
        ))}
      </span>
    ),
  },
  { key: 'likeness', label: t('duplicates.likeness'), cell: ({ score }) => <Badge tone={score >= SURE ? 'warn' : 'neutral'}>{t('duplicates.score', { score: score / 100 })}</Badge> },
  { key: 'reasons', label: t('duplicates.reason'), cell: ({ reasons }) => reasons.map((reason) => reasonText(meta, reason)).join(', ') },
  {
    key: 'do',
    label: t('duplicates.do'),
    hideLabel: true,
    card: 'side',
    end: true,
    cell: (pair) => (
      <span className="flex items-center justify-end gap-1.5">
        <Button size="sm" icon={<Combine size={14} aria-hidden />} onClick={() => on.compare(pair)}>
          {t('duplicates.compare')}
        </Button>
        <IconButton size="sm" label={t('duplicates.aside', { first: pair.first.title, second: pair.second.title })} onClick={() => on.aside(pair)}>
          <X size={16} aria-hidden />
        </IconButton>
      </span>
    ),
  },
]

/// What only one record can have counts as much.
const SURE = 95

function reasonText(meta: ObjectMeta | undefined, reason: string): string {
  switch (reason) {
    case 'name':
      return t('duplicates.reason.name')
    case 'contact':
      return t('duplicates.reason.contact')
    default:
      return t('duplicates.reason.field', { field: meta?.fields.find(({ key }) => key === reason)?.label ?? reason })
  }
}
