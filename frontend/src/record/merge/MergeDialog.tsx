import '@/i18n/packs/merge'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { objectsQuery } from '@/api/records'
import type { ObjectMeta, RecordView, Ref, Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { RecordPicker } from '../RecordPicker'
import { undoOf } from '../takeBack'
import { fieldText } from '../values'
import { mergeRecords, previewQuery } from './queries'

type Props = { meta: ObjectMeta; record: RecordView; other?: Ref; onClose: () => void }

/// Two records side by side; for each field in which they differ one says whose value stays.
export function MergeDialog({ meta, record, other: given, onClose }: Props) {
  const queries = useQueryClient()
  const [other, setOther] = useState<Ref | null>(given ?? null)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const title = String(record[meta.titleField] ?? '')
  const usable = other !== null && other.id !== record.id
  const { data: preview, error } = useQuery({ ...previewQuery(meta.key, record.id, other?.id ?? ''), enabled: usable })
  const merge = useMutation({
    mutationFn: (both: Schemas['Preview']) =>
      mergeRecords({ object: meta.key, keep: side(both.kept), merge: side(both.merged), fields: [...taken] }),
    onSuccess: ({ changeSet }) => {
      void queries.invalidateQueries()
      onClose()
      toast(t('merge.done', { name: other?.label ?? '' }), undoOf(queries, changeSet))
    },
  })
  return (
    <FormDialog
      title={t('merge.title', { name: title })}
      description={t('merge.text')}
      size="lg"
      dirty={taken.size > 0}
      busy={merge.isPending}
      submit={t('merge.do')}
      onSubmit={() => preview && merge.mutate(preview)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={merge.error ?? error} />
        <Field label={t('merge.other')}>
          <RecordPicker
            label={t('merge.other')}
            object={meta.key}
            value={other}
            onChange={(picked) => {
              setOther(picked)
              setTaken(new Set())
              merge.reset()
            }}
          />
        </Field>
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
              <th scope="col" className="py-1.5 pe-3 text-start font-medium">
                {t('merge.kept')}
              </th>
              <th scope="col" className="py-1.5 text-start font-medium">
                <bdi>{String(merged[meta.titleField] ?? '')}</bdi>
              </th>
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

function Comes({ comes }: { comes: Schemas['Preview']['comes'] }) {
  const { data: objects = [] } = useQuery(objectsQuery)
  const list = Object.entries(comes).map(([object, count]) =>
    object === 'comment' ? t('merge.comment', { count }) : t('merge.some', { count, what: objects.find((each) => each.key === object)?.label ?? object }),
  )
  return list.length > 0 ? <p>{t('merge.comes', { list: list.join(', ') })}</p> : null
}
