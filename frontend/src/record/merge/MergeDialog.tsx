import '@/i18n/packs/merge'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { objectsQuery } from '@/api/records'
import type { ObjectMeta, Ref, Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { RecordPicker } from '../RecordPicker'
import { undoOf } from '../takeBack'
import { fieldText } from '../values'
import { mergeRecords, previewQuery } from './queries'

/// @param other fixed when given; else it is looked for
type Props = { meta: ObjectMeta; record: Ref; other?: Ref; onClose: () => void }

/// Two records side by side; for each field in which they differ one says whose value stays.
export function MergeDialog({ meta, record, other: given, onClose }: Props) {
  const queries = useQueryClient()
  const [kept, setKept] = useState(record)
  const [other, setOther] = useState<Ref | null>(given ?? null)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const usable = other !== null && other.id !== kept.id
  const { data: preview, error } = useQuery({ ...previewQuery(meta.key, kept.id, other?.id ?? ''), enabled: usable })
  const merge = useMutation({
    mutationFn: (both: Schemas['Preview']) =>
      mergeRecords({ object: meta.key, keep: side(both.kept), merge: side(both.merged), fields: [...taken] }),
    onSuccess: ({ changeSet }) => {
      void queries.invalidateQueries()
      onClose()
      toast(t('merge.done', { name: other?.label ?? '' }), undoOf(queries, changeSet))
    },
  })
  const pick = (one: Ref, two: Ref | null) => {
    setKept(one)
    setOther(two)
    setTaken(new Set())
    merge.reset()
  }
  return (
    <FormDialog
      title={t('merge.title', { name: kept.label ?? '' })}
      description={t('merge.text')}
      size="lg"
      dirty={taken.size > 0}
      busy={merge.isPending}
      submit={t('merge.do')}
      onSubmit={() => preview && merge.mutate(preview)}
      aside={
        usable && (
          <Button icon={<ArrowLeftRight size={16} aria-hidden />} onClick={() => pick(other, kept)}>
            {t('merge.swap')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={merge.error ?? error} />
        {given === undefined && (
          <Field label={t('merge.other')}>
            <RecordPicker label={t('merge.other')} object={meta.key} value={other} onChange={(picked) => pick(kept, picked)} />
          </Field>
        )}
        {usable && !preview && error === null && <SkeletonRows rows={4} />}
        {usable && preview && <SideBySide meta={meta} preview={preview} taken={taken} onTake={setTaken} />}
      </div>
    </FormDialog>
  )
}

const side = (view: Schemas['Preview']['kept']): Schemas['MergeSide'] => ({ id: String(view['id']), version: Number(view['version']) })

type SidesProps = { meta: ObjectMeta; preview: Schemas['Preview']; taken: ReadonlySet<string>; onTake: (taken: ReadonlySet<string>) => void }

function SideBySide({ meta, preview, taken, onTake }: SidesProps) {
  const { kept, merged, differences } = preview
  const text = (view: typeof kept, key: string) => {
    const field = meta.fields.find((each) => each.key === key)
    return (field && fieldText(field, view[key])) || t('word.none')
  }
  const choose = (key: string, take: boolean) => {
    const next = new Set(taken)
    if (take) next.add(key)
    else next.delete(key)
    onTake(next)
  }
  return (
    <>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-start">
          <thead>
            <tr className="border-b border-line text-12 text-ink-3">
              <th scope="col" className="py-1.5 pe-3 text-start font-medium">
                {t('merge.field')}
              </th>
              <Side label={t('merge.kept')} title={kept[meta.titleField]} />
              <Side label={t('merge.goes')} title={merged[meta.titleField]} />
            </tr>
          </thead>
          <tbody>
            {differences.map(({ field, label, kept: stays }) => {
              const theirs = taken.has(field) || !stays
              return (
                <tr key={field} className="border-b border-line align-top last:border-b-0">
                  <th scope="row" className="py-1.5 pe-3 text-start text-12 font-medium text-ink-3">
                    {label}
                  </th>
                  {[false, true].map((take) => {
                    const value = text(take ? merged : kept, field)
                    return (
                      <td key={String(take)} className="py-1.5 pe-3">
                        <label className="flex items-start gap-1.5">
                          <input
                            type="radio"
                            name={`merge-${field}`}
                            aria-label={t('merge.choose', { value, field: label })}
                            className="mt-0.5 accent-(--solid)"
                            checked={theirs === take}
                            disabled={!stays}
                            onChange={() => choose(field, take)}
                          />
                          <bdi className="[overflow-wrap:anywhere]">{value}</bdi>
                        </label>
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="text-12 text-ink-3">{t('merge.same')}</p>
      <Comes comes={preview.comes} />
    </>
  )
}

function Side({ label, title }: { label: string; title: unknown }) {
  return (
    <th scope="col" className="w-2/5 py-1.5 pe-3 text-start align-top font-medium">
      {label}
      <bdi className="block text-13 font-semibold text-ink [overflow-wrap:anywhere]">{String(title ?? '')}</bdi>
    </th>
  )
}

function Comes({ comes }: { comes: Schemas['Preview']['comes'] }) {
  const { data: objects = [] } = useQuery(objectsQuery)
  const list = Object.entries(comes).map(([object, count]) =>
    object === 'comment' ? t('merge.comment', { count }) : t('merge.some', { count, what: objects.find((each) => each.key === object)?.label ?? object }),
  )
  return list.length > 0 ? <p>{t('merge.comes', { list: list.join(', ') })}</p> : null
}
