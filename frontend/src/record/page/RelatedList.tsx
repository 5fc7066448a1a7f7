import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { type ReactNode, Suspense, useId, useState } from 'react'
import { ON_DEVICE } from '@/api/client'
import { aggregateQuery, metaQuery, pathOf, someRows } from '@/api/records'
import type { Filter, ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { fieldValue } from '../FieldValue'
import { drawForm, hasForm } from '../forms'
import { recordHref } from '../links'
import { isEmpty } from '../values'

type Props = {
  object: string
  /// The field of that object by which its records belong to this one.
  field: string
  id: string
  title: string
  /// What is said when there are none.
  empty: string
  /// What stands behind each title; the object's status and value unless named.
  fields?: readonly string[]
  /// A button beside the heading, e.g. to add one.
  action?: ReactNode
  /// The same by the object's own form, with what is known already; only for who may make one.
  make?: { label: string; given: Record<string, unknown> } | undefined
}

const FEW = 5

/// The records of another object that belong to this one: the newest, and the way to all of them.
export function RelatedList({ object, field, id, title, empty, fields, action, make }: Props) {
  const heading = useId()
  const { data: meta } = useQuery(metaQuery(object))
  return (
    <section aria-labelledby={heading}>
      <div className="mb-1.5 flex min-h-6 items-center justify-between gap-2">
        <h2 id={heading} className="text-12 font-medium text-ink-3">
          {title}
        </h2>
        {action}
        {make && meta?.can.create && hasForm(meta.key) && <Make meta={meta} {...make} />}
      </div>
      {meta ? <Rows meta={meta} filter={{ field, op: 'eq', value: id }} shown={fields ?? tellingFields(meta)} empty={empty} /> : <SkeletonRows rows={2} />}
    </section>
  )
}

function Make({ meta, label, given }: { meta: ObjectMeta; label: string; given: Record<string, unknown> }) {
  const [making, setMaking] = useState(false)
  const navigate = useNavigate()
  const onOpen = ({ id }: Row) => void navigate({ to: recordHref(meta.key, id) ?? '.' })
  return (
    <>
      <Button size="sm" variant="quiet" icon={<Plus size={12} aria-hidden />} onClick={() => setMaking(true)}>
        {label}
      </Button>
      <Suspense>{making && drawForm(meta.key, { meta, given, onClose: () => setMaking(false), onOpen })}</Suspense>
    </>
  )
}

const tellingFields = (meta: ObjectMeta): string[] =>
  [meta.fields.find(({ kind }) => kind === 'status'), meta.fields.find(({ kind }) => kind === 'money')].flatMap((field) => (field && field.visibility !== 'hidden' ? [field.key] : []))

function Rows({ meta, filter, shown, empty }: { meta: ObjectMeta; filter: Filter; shown: readonly string[]; empty: string }) {
  const { data, error, isPending, refetch } = useQuery({
    // A list in the caches' sense would be taken for a list one walks through.
    queryKey: [meta.key, 'related', { filter, shown }],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => someRows(meta, { filter, sort: meta.defaultSort, fields: [meta.titleField, ...shown], limit: FEW }, signal),
  })
  // Few enough to be seen are few enough to be counted here.
  const { data: all } = useQuery({ ...aggregateQuery(meta, filter), enabled: data?.length === FEW })
  if (isPending) return <SkeletonRows rows={2} />
  if (data === undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (data.length === 0) return <p className="text-ink-3">{empty}</p>
  return (
    <>
      <ul className="flex flex-col">
        {data.map((row) => (
          <Line key={row.id} meta={meta} row={row} shown={shown} />
        ))}
      </ul>
      {data.length === FEW && (
        <Link to={pathOf(meta)} search={{ filter }} className="mt-1.5 inline-block font-medium text-accent underline underline-offset-2">
          {t(all?.count.exact === false ? 'record.related.more' : 'record.related.all', { count: all?.count.value ?? FEW })}
        </Link>
      )}
    </>
  )
}

function Line({ meta, row, shown }: { meta: ObjectMeta; row: Row; shown: readonly string[] }) {
  const title = String(row[meta.titleField] || row['number'] || t('grid.untitled'))
  const href = recordHref(meta.key, row.id)
  const said = shown.flatMap((key) => meta.fields.find((field) => field.key === key && !isEmpty(row[key])) ?? [])
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-line py-1.5 last:border-b-0">
      {href === null ? (
        <bdi className="min-w-0 truncate font-medium">{title}</bdi>
      ) : (
        <Link to={href} dir="auto" className="min-w-0 truncate font-medium hover:underline">
          {title}
        </Link>
      )}
      {said.map((field) => (
        <span key={field.key} className="text-12 text-ink-2">
          {fieldValue(field, row[field.key])}
        </span>
      ))}
    </li>
  )
}
