import '@/i18n/packs/recycling'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { metaQuery, objectsQuery } from '@/api/records'
import { poolQuery, type Recycled, takeFromPool } from '@/api/recycling'
import type { FieldMeta, ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { dateTime } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { recordHref } from '@/record/links'
import { isEmpty } from '@/record/values'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { Segmented } from '@/ui/Segmented'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'

/// Records nobody keeps, for whoever wants them.
export function PoolPage() {
  const me = useMe()
  const { object: wanted } = useSearch({ from: '/shell/pool' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(objectsQuery)
  const objects = (data ?? []).filter(({ plural }) => me.pools.includes(plural))
  const meta = objects.find(({ key }) => key === wanted) ?? objects[0]
  if (meta === undefined) {
    return (
      <Page title={t('nav.pool')}>
        {data && <EmptyState kind="noRights" title={t('page.noRights')} text={t('pool.closed')} />}
        {data === undefined && error !== null && (
          <div className="p-4">
            <ProblemAlert error={error} onRetry={() => void refetch()} />
          </div>
        )}
      </Page>
    )
  }
  return (
    <Page
      title={t('nav.pool')}
      actions={
        objects.length > 1 && (
          <Segmented
            label={t('pool.objects')}
            value={meta.key}
            options={objects.map(({ key, plural, label }) => ({ value: key, label: tOr(`nav.${plural}`, label) }))}
            onChange={(key) => void navigate({ to: '/pool', search: { object: key }, replace: true })}
          />
        )
      }
    >
      <Pool key={meta.key} object={meta.key} />
    </Page>
  )
}

function Pool({ object }: { object: string }) {
  const { data: meta } = useQuery(metaQuery(object))
  const list = useInfiniteQuery(poolQuery(object))
  const lying = list.data?.pages.flatMap((page) => page.lying)
  const left = list.data?.pages[0]?.left
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-3 p-4">
      <p className="text-ink-2">
        {t('pool.text')} {left !== undefined && <span className="font-medium">{t('pool.left', { count: left })}</span>}
      </p>
      {list.error !== null && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {(lying === undefined || meta === undefined) && list.error === null && <SkeletonRows rows={6} />}
      {lying?.length === 0 && !list.hasNextPage && <EmptyState kind="first" title={t('pool.none')} text={t('pool.none.text')} />}
      {meta && lying !== undefined && lying.length > 0 && (
        <ul aria-label={t('nav.pool')} className="flex flex-col gap-2">
          {lying.map((each) => (
            <Lying key={each.id} meta={meta} recycled={each} left={left ?? 0} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('pool.more')}
        </Button>
      )}
    </div>
  )
}

function Lying({ meta, recycled, left }: { meta: ObjectMeta; recycled: Recycled; left: number }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const title = recycled.title || t('grid.untitled')
  const take = useMutation({
    mutationFn: () => takeFromPool(recycled.id),
    meta: { shown: true },
    onSuccess: ({ object, record }) => {
      const href = recordHref(object, record)
      toast(t('pool.taken', { title }), href === null ? {} : { action: { label: t('pool.open'), run: () => void navigate({ to: href }) } })
    },
    // also when a colleague was quicker: then it is gone from the list
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['recycling'] })
      void queries.invalidateQueries({ queryKey: [meta.key] })
    },
  })
  const fields = meta.fields.filter((field) => !isEmpty(recycled.fields[field.key]))
  const former = recycled.former.name ?? t('filter.someone')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line p-3">
      <div className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-medium">{title}</bdi>
          {fields.map((field) => (
            <Said key={field.key} field={field} value={recycled.fields[field.key]} />
          ))}
        </p>
        <p className="text-12 text-ink-3">
          {t(recycled.why === 'idle' ? 'pool.idle' : 'pool.givenBack', { name: former })} · <RelativeTime at={recycled.since} />
        </p>
        {recycled.note && (
          <p className="mt-1 text-ink-2" dir="auto">
            {recycled.note}
          </p>
        )}
        <ProblemAlert error={take.error} />
      </div>
      {recycled.yoursAgainAt ? (
        <p className="text-12 text-ink-3">{t('pool.coolDown', { when: dateTime(recycled.yoursAgainAt) })}</p>
      ) : (
        <Button variant="primary" size="sm" aria-label={t('pool.take.of', { title })} busy={take.isPending} disabled={left === 0} onClick={() => take.mutate()}>
          {t('pool.take')}
        </Button>
      )}
    </li>
  )
}

function Said({ field, value }: { field: FieldMeta; value: unknown }) {
  return (
    <span className="text-12 text-ink-2">
      <span className="sr-only">{field.label}: </span>
      {fieldValue(field, value)}
    </span>
  )
}
