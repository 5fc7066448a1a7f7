import '@/i18n/packs/import'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { checkImport, type ImportPlan, type ImportStep, importProblemFile, importProblems, importQuery, type ImportView, isBusy, stepImport, uploadImport } from '@/api/imports'
import type { ObjectMeta } from '@/api/types'
import { dateTime } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { cn } from '@/ui/cn'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Progress } from '@/ui/Progress'
import { Select } from '@/ui/Select'
import { Spinner } from '@/ui/Spinner'
import { toast } from '@/ui/toast'
import { received, save } from '@/api/download'

type Props = { meta: ObjectMeta; onClose: () => void; onChanged: () => void }

/// A file in four steps: drop it, say what its columns are, look at what would happen, let it happen. Closing leaves a
/// run going on; its end is told by a notification.
export function ImportDialog({ meta, onClose, onChanged }: Props) {
  const queries = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const [remapping, setRemapping] = useState(false)
  const { data } = useQuery({ ...importQuery(id ?? ''), enabled: id !== null })
  const take = (found: ImportView) => {
    queries.setQueryData(importQuery(found.id).queryKey, found)
    setId(found.id)
  }
  const upload = useMutation({ mutationFn: (file: File) => uploadImport(meta.key, file), meta: { shown: true }, onSuccess: take })
  const check = useMutation({
    mutationFn: ({ of, plan }: { of: string; plan: ImportPlan }) => checkImport(of, plan),
    meta: { shown: true },
    onSuccess: (found) => {
      setRemapping(false)
      take(found)
    },
  })
  const step = useMutation({ mutationFn: ({ of, to }: { of: string; to: ImportStep }) => stepImport(of, to), meta: { shown: true }, onSuccess: take })
  const close = () => {
    onChanged()
    onClose()
  }
  const shared = { title: t('import.title', { objects: meta.plural }), onClose: close, error: upload.error ?? check.error ?? step.error }

  if (data === undefined) return <FileStep {...shared} busy={upload.isPending} onFile={upload.mutate} />
  if (data.status === 'uploaded' || remapping) return <MappingStep {...shared} meta={meta} found={data} busy={check.isPending} onCheck={(plan) => check.mutate({ of: data.id, plan })} />
  if (isBusy(data)) return <RunningStep {...shared} found={data} onStop={data.status === 'undoing' ? null : () => step.mutate({ of: data.id, to: 'cancel' })} />
  return <ResultStep {...shared} found={data} busy={step.isPending} onBack={() => setRemapping(true)} onStep={(to) => step.mutate({ of: data.id, to })} />
}

type Step = { title: string; error: unknown; onClose: () => void }

function Frame({ title, error, onClose, description, footer, onSubmit, children }: Step & { description?: string; footer: ReactNode; onSubmit?: () => void; children: ReactNode }) {
  return (
    <Dialog open size="lg" onOpenChange={(open) => !open && onClose()} title={title} {...(description === undefined ? {} : { description })} {...(onSubmit === undefined ? {} : { onSubmit })} footer={footer}>
      <div className="flex flex-col gap-4">
        <ProblemAlert error={error} />
        {children}
      </div>
    </Dialog>
  )
}

function FileStep({ busy, onFile, ...step }: Step & { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <Frame {...step} footer={<Button onClick={step.onClose}>{t('word.cancel')}</Button>}>
      <div
        className={cn('flex flex-col items-center gap-3 rounded-card border border-dashed border-control px-4 py-10 text-center', over && 'bg-hover')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {busy ? <Spinner /> : <FileUp size={24} className="text-ink-3" aria-hidden />}
        <p role="status">{t(busy ? 'import.reading' : 'import.drop')}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx,text/csv"
          aria-label={t('import.choose')}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) onFile(file)
          }}
        />
        <Button variant="primary" disabled={busy} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <p className="text-12 text-ink-3">{t('import.limits')}</p>
      </div>
    </Frame>
  )
}

const POLICIES = ['skip', 'update', 'resubmit', 'create'] as const

function MappingStep({ meta, found, busy, onCheck, ...step }: Step & { meta: ObjectMeta; found: ImportView; busy: boolean; onCheck: (plan: ImportPlan) => void }) {
  const [mapping, setMapping] = useState<(string | null)[]>(() => found.mapping.map((field) => field ?? null))
  const [policy, setPolicy] = useState<(typeof POLICIES)[number]>(found.options.onDuplicate)
  const [automations, setAutomations] = useState(found.options.automations)
  const fields = meta.fields.filter((field) => field.editable && field.visibility === 'clear' && field.kind !== 'ref')
  const options = fields.flatMap(({ key, label, kind }) => [
    { value: key, label },
    ...(kind === 'money' ? [{ value: `${key}.currency`, label: t('import.currencyOf', { field: label }) }] : []),
  ])
  const matched = meta.fields.some((field) => field.kind === 'phone' || field.kind === 'email')
  return (
    <Frame
      {...step}
      description={t('import.rows', { count: found.total, file: found.fileName })}
      onSubmit={() => !busy && onCheck({ mapping: mapping as string[], onDuplicate: policy, automations })}
      footer={
        <>
          <Button onClick={step.onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={mapping.every((field) => field === null)}>
            {t('import.check')}
          </Button>
        </>
      }
    >
      {found.seenBefore !== undefined && (
        <p role="alert" className="rounded-card bg-warn-soft px-3 py-2 text-warn">
          {t('import.seenBefore', { at: dateTime(found.seenBefore) })}
        </p>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {found.columns.map((column, index) => (
          <li key={index} className="grid items-center gap-x-4 gap-y-1 py-1.5 sm:grid-cols-2">
            <span className="min-w-0">
              <span className="block truncate font-medium">{column || t('import.unnamed', { n: index + 1 })}</span>
              <span className="block truncate text-12 text-ink-3">{found.sample.map((row) => row[index]).filter(Boolean).slice(0, 3).join(' · ')}</span>
            </span>
            <Select
              label={t('import.fieldOf', { column })}
              placeholder={t('import.leftOut')}
              options={options}
              value={mapping[index] ?? null}
              clearable
              // a field belongs to one column: chosen here, it leaves the other
              onChange={(field) => setMapping((before) => before.map((each, i) => (i === index ? field : field !== null && each === field ? null : each)))}
            />
          </li>
        ))}
      </ul>
      {matched && (
        <>
          <Field label={t('import.policy')} hint={t(`import.policy.${policy}.hint`)}>
            <Select label={t('import.policy')} options={POLICIES.map((value) => ({ value, label: t(`import.policy.${value}`) }))} value={policy} onChange={(value) => setPolicy(POLICIES.find((each) => each === value) ?? 'skip')} />
          </Field>
          <Switch label={t('import.automations')} hint={t('import.automations.hint')} checked={automations} onChange={(event) => setAutomations(event.target.checked)} />
        </>
      )}
    </Frame>
  )
}

const through = (found: ImportView): number => {
  const count = (...states: string[]) => states.reduce((sum, state) => sum + (found.counts[state] ?? 0), 0)
  if (found.status === 'checking') return found.total - count('waiting')
  if (found.status === 'undoing') return found.total - count('created', 'updated')
  return found.total - count('new', 'update')
}

function RunningStep({ found, onStop, ...step }: Step & { found: ImportView; onStop: (() => void) | null }) {
  const words = found.status === 'checking' ? 'import.checking' : found.status === 'undoing' ? 'import.undoing' : 'import.running'
  return (
    <Frame
      {...step}
      footer={
        <>
          {onStop !== null && <Button onClick={onStop}>{t('import.stop')}</Button>}
          <Button onClick={step.onClose}>{t('import.later')}</Button>
        </>
      }
    >
      <Progress label={t(words)} max={found.total} value={through(found)} />
      <p role="status" className="tabular-nums">
        {t(words)} {t('import.progress', { done: through(found), total: found.total })}
      </p>
    </Frame>
  )
}

const SHOWN = ['new', 'update', 'created', 'updated', 'undone', 'duplicate', 'skipped', 'error', 'failed', 'kept']
const BAD = ['duplicate', 'skipped', 'error', 'failed', 'kept']

function ResultStep({ found, busy, onBack, onStep, ...step }: Step & { found: ImportView; busy: boolean; onBack: () => void; onStep: (step: ImportStep) => void }) {
  const counted = SHOWN.filter((state) => (found.counts[state] ?? 0) > 0)
  const ready = found.status === 'ready'
  const todo = (found.counts['new'] ?? 0) + (found.counts['update'] ?? 0)
  const written = (found.counts['created'] ?? 0) + (found.counts['updated'] ?? 0)
  const mayUndo = written > 0 && (found.status === 'done' || found.status === 'canceled')
  const bad = counted.some((state) => BAD.includes(state))
  const problems = useQuery({ ...importProblems(found.id), enabled: bad })
  const download = useMutation({
    mutationFn: async () => {
      const { file, name } = await received(await importProblemFile(found.id, new AbortController().signal), () => undefined)
      save(file, name)
      toast(t('import.saved', { name }))
    },
  })
  return (
    <Frame
      {...step}
      description={t(ready ? 'import.ready' : found.status === 'undone' ? 'import.undone' : found.status === 'canceled' ? 'import.canceled' : 'import.done')}
      onSubmit={() => ready && todo > 0 && !busy && onStep('start')}
      footer={
        <>
          {bad && (
            <span className="me-auto">
              <Button busy={download.isPending} onClick={() => download.mutate()}>
                {t('import.file')}
              </Button>
            </span>
          )}
          {ready && <Button onClick={onBack}>{t('import.back')}</Button>}
          {mayUndo && (
            <Button busy={busy} onClick={() => onStep('undo')}>
              {t('import.undo')}
            </Button>
          )}
          {ready ? (
            <Button type="submit" variant="primary" busy={busy} disabled={todo === 0}>
              {t('import.start', { count: todo })}
            </Button>
          ) : (
            <Button variant="primary" onClick={step.onClose}>
              {t('import.close')}
            </Button>
          )}
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {counted.map((state) => (
          <div key={state} className="rounded-card border border-line px-3 py-2">
            <dt className="text-12 text-ink-3">{tOr(`import.count.${state}`, state)}</dt>
            <dd className="text-14 font-semibold tabular-nums">{found.counts[state]}</dd>
          </div>
        ))}
      </dl>
      {bad && problems.data !== undefined && (
        <ul aria-label={t('import.problems')} className="flex max-h-64 flex-col divide-y divide-line overflow-y-auto">
          {problems.data.map((problem) => (
            <li key={problem.position} className="flex gap-3 py-1.5">
              <span className="w-12 shrink-0 text-12 text-ink-3 tabular-nums">{t('import.row', { n: problem.position + 1 })}</span>
              <span className="min-w-0 flex-1">
                <span className="block truncate">{problem.cells.filter(Boolean).slice(0, 3).join(' · ')}</span>
                <span className="block text-12 text-bad">{problem.message ?? tOr(`import.count.${problem.status}`, problem.status)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Frame>
  )
}
