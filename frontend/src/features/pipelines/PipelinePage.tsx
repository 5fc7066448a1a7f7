import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CircleAlert, Plus, Star, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { EditorForm } from '@/actions/EditorForm'
import { changePipeline, type Pipeline, pipelinesQuery } from '@/api/pipelines'
import { isProblem, Problem } from '@/api/problem'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/pipelines'
import { t } from '@/i18n/t'
import { BackLink } from '@/actions/BackLink'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { EmptyState } from '@/ui/EmptyState'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { focusFirstInvalid } from '@/ui/useForm'
import { useMedia } from '@/ui/useMedia'
import { addStatus, type Draft, type DraftStatus, moveStatus, problemsByRow, removeStatus, restoreStatus, sameDraft, toDraft, toWire } from './draft'
import { usesOf, useRowProblems } from './problems'
import { PreviewBar } from './PreviewBar'
import { KINDS } from './kinds'
import { StatusEditor } from './StatusEditor'
import { StatusList } from './StatusList'

const FORM = 'pipeline-form'

export function PipelinePage() {
  const { id } = useParams({ from: '/shell/pipelines/$id' })
  const me = useMe()
  const kinds = KINDS.filter(({ module }) => may(me, module))
  const read = useQueries({ queries: kinds.map(({ kind }) => pipelinesQuery(kind)) })
  const pipeline = read.flatMap(({ data }) => data ?? []).find((each) => each.id === id)
  const failed = read.find(({ error }) => error !== null)
  if (pipeline) return <PipelineEditor key={pipeline.id} pipeline={pipeline} />
  return (
    <Page title={t('nav.pipelines')} lead={<BackLink to="/pipelines" label={t('pipelines.back')} />} reading>
      {failed ? (
        <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />
      ) : read.every(({ data }) => data) ? (
        <EmptyState kind="noMatch" title={t('pipelines.gone')} text={t('pipelines.gone.text')} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  )
}

function PipelineEditor({ pipeline }: { pipeline: Pipeline }) {
  const me = useMe()
  const queries = useQueryClient()
  const mayChange = may(me, 'pipelines', 'write')
  const [base, setBase] = useState(pipeline)
  const saved = useMemo(() => toDraft(base), [base])
  const [draft, setDraft] = useState(saved)
  const [chosen, setChosen] = useState<string | null>(null)
  const [checked, setChecked] = useState(false)
  const dirty = !sameDraft(draft, saved)
  const take = (fresh: Pipeline) => {
    setBase(fresh)
    setDraft(toDraft(fresh))
    setChecked(false)
  }
  const save = useMutation({
    mutationFn: ({ version, sent }: { version: number; sent: Draft }) => changePipeline(base.id, { version, ...toWire(sent) }),
    meta: { shown: true },
    onError: (error, { sent }) => {
      const { rows } = problemsByRow(error instanceof Problem ? error.errors : [], sent.statuses.map((status) => status.uid))
      look([...rows.keys()])
    },
    onSuccess: (fresh) => {
      // The chosen row keeps being chosen, although its identity is now its key.
      setChosen(draft.statuses.find((status) => status.uid === chosen)?.key ?? null)
      take(fresh)
      toast(t('pipelines.saved', { name: fresh.name }))
      void queries.invalidateQueries({ queryKey: ['pipelines'] })
      // Lists and records show the statuses by their own description.
      void queries.invalidateQueries({ queryKey: ['meta'] })
      void queries.invalidateQueries({ queryKey: [base.kind] })
    },
  })
  /// Opens a row that needs attention, unless one of them is open already, and goes to the spot.
  const look = (rows: readonly string[]) => {
    const [first] = rows
    if (first !== undefined && (chosen === null || !rows.includes(chosen))) setChosen(first)
    focusFirstInvalid()
  }
  const problems = useRowProblems(draft, save.error, save.variables?.sent, checked)
  const change = (next: Draft) => {
    setDraft(next)
    // A complaint about what was sent says little about what is here now, except at the rows it names.
    if (save.isError && !isProblem(save.error, 'VALIDATION_FAILED')) save.reset()
  }
  const submit = () => {
    if (!mayChange || !dirty || save.isPending) return
    setChecked(true)
    if (problems.lacking === 0) save.mutate({ version: base.version, sent: draft })
    else look(problems.first === null ? [] : [problems.first])
  }
  const theirs = async () => {
    const fresh = (await queries.fetchQuery({ ...pipelinesQuery(base.kind), staleTime: 0 })).find((each) => each.id === base.id)
    if (fresh) take(fresh)
    save.reset()
  }
  const putBack = (key: string) => change(restoreStatus(draft, saved, key))
  const remove = (status: DraftStatus, at: number) => {
    change(removeStatus(draft, status.uid))
    setChosen(draft.statuses[at + 1]?.uid ?? draft.statuses[at - 1]?.uid ?? null)
    toast(t('pipelines.status.removed', { status: status.label }), { undo: () => setDraft((now) => restoreStatus(now, draft, status.key)) })
  }
  // Where both stand side by side, the first status is a better start than an empty half.
  const wide = useMedia('(min-width: 1024px)')
  const found = draft.statuses.findIndex((status) => status.uid === chosen)
  const at = found < 0 && wide ? 0 : found
  const status = draft.statuses[at]
  const add = () => {
    const { draft: next, uid } = addStatus(draft, t('pipelines.status.fresh'), status?.uid ?? null)
    change(next)
    setChosen(uid)
  }
  const inUse = usesOf(save.error)
  return (
    <Page
      title={base.name}
      lead={<BackLink to="/pipelines" search={base.kind === 'lead' ? {} : { kind: base.kind }} label={t('pipelines.back')} />}
      aside={
        base.isDefault ? (
          <Badge tone="accent">
            <Star size={12} aria-hidden />
            {t('pipelines.default')}
          </Badge>
        ) : undefined
      }
      actions={
        mayChange && (
          <>
            {dirty && (
              <Button variant="quiet" className="max-sm:hidden" onClick={() => take(base)}>
                {t('editor.revert')}
              </Button>
            )}
            <Button type="submit" form={FORM} variant="primary" disabled={!dirty} busy={save.isPending}>
              {t('word.save')}
            </Button>
          </>
        )
      }
      fixed
    >
      <EditorForm id={FORM} dirty={dirty} onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <div className={cn('flex shrink-0 flex-col gap-3 border-b border-line p-4', status && 'max-lg:hidden')}>
          <ConflictNotice error={save.error} onTheirs={() => void theirs()} onMine={(version) => save.mutate({ version, sent: draft })} />
          {inUse && (
            <div role="alert" className="rounded-card bg-bad-soft px-3 py-2 text-bad">
              <p className="flex items-start gap-2 font-medium">
                <CircleAlert size={16} className="mt-0.5" aria-hidden />
                {t('pipelines.inUse')}
              </p>
              <ul className="mt-1.5 flex flex-col gap-1 ps-6">
                {inUse.map(({ key, count }) => {
                  const label = saved.statuses.find((each) => each.key === key)?.label ?? key
                  return (
                    <li key={key} className="flex flex-wrap items-center gap-2">
                      <Link to={base.kind === 'deal' ? '/deals' : base.kind === 'ticket' ? '/tickets' : '/leads'} search={{ filter: { and: [{ field: 'status', op: 'in', value: [key] }] } }} className="underline underline-offset-2">
                        {t('pipelines.inUse.count', { count, status: label })}
                      </Link>
                      <Button size="sm" icon={<Undo2 size={14} className="mirror" aria-hidden />} onClick={() => putBack(key)}>
                        {t('pipelines.inUse.back', { status: label })}
                      </Button>
                    </li>
                  )
                })}
              </ul>
            </div>
          )}
          {save.error !== null && !inUse && !isProblem(save.error, 'VERSION_CONFLICT') && problems.rows.size === 0 && <ProblemAlert error={save.error} fields={['name']} />}
          {problems.rows.size > 0 && (checked || save.isError) && (
            <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-card bg-bad-soft px-3 py-2 text-bad">
              <CircleAlert size={16} aria-hidden />
              <span className="font-medium">{t('pipelines.problems')}</span>
              {draft.statuses
                .filter(({ uid }) => problems.rows.has(uid))
                .map(({ uid, label }) => (
                  <button key={uid} type="button" className="underline underline-offset-2" onClick={() => setChosen(uid)}>
                    {label || t('pipelines.status.unnamed')}
                  </button>
                ))}
              {problems.others.map((text) => (
                <span key={text}>{text}</span>
              ))}
            </div>
          )}
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,20rem)_minmax(0,20rem)]">
            <Field label={t('pipelines.name')} error={draft.name.trim() === '' ? t('name.missing') : undefined}>
              <Input value={draft.name} disabled={!mayChange} onChange={(e) => change({ ...draft, name: e.target.value })} />
            </Field>
            {base.kind === 'lead' && (
            <Field label={t('pipelines.onResubmit')} optional>
              <Select
                label={t('pipelines.onResubmit')}
                placeholder={t('pipelines.onResubmit.none')}
                options={draft.statuses.map((each) => ({ value: each.key, label: each.label }))}
                value={draft.onResubmit}
                clearable
                disabled={!mayChange}
                onChange={(key) => change({ ...draft, onResubmit: key })}
              />
            </Field>
            )}
          </div>
          <section aria-label={t('pipelines.preview')} className="max-sm:hidden">
            <p className="mb-1 text-12 font-medium text-ink-2">{t('pipelines.preview')}</p>
            <PreviewBar statuses={draft.statuses} current={status?.key} />
          </section>
        </div>
        <div className="flex min-h-0 flex-1">
          <section aria-label={t('pipelines.statuses')} className={cn('flex w-full shrink-0 flex-col overflow-y-auto lg:w-80 lg:border-e lg:border-line', status && 'max-lg:hidden')}>
            <StatusList
              statuses={draft.statuses}
              chosen={status?.uid ?? null}
              problems={problems.rows}
              disabled={!mayChange}
              onChoose={setChosen}
              onMove={(uid, to) => change(moveStatus(draft, uid, to))}
            />
            {mayChange && (
              <div className="p-3">
                <Button className="w-full" icon={<Plus size={16} aria-hidden />} onClick={add}>
                  {t('pipelines.status.add')}
                </Button>
              </div>
            )}
          </section>
          <div className={cn('min-w-0 flex-1 overflow-y-auto', !status && 'max-lg:hidden')}>
            {status && (
              <StatusEditor
                key={status.uid}
                kind={base.kind}
                draft={draft}
                status={status}
                place={at}
                disabled={!mayChange}
                problems={problems.rows.get(status.uid)}
                onChange={change}
                onBack={() => setChosen(null)}
                onRemove={() => remove(status, at)}
              />
            )}
          </div>
        </div>
      </EditorForm>
    </Page>
  )
}
