import '@/i18n/packs/import'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { checkImport, type ImportPlan, type ImportStep, importQuery, type ImportView, isBusy, stepImport, uploadImport } from '@/api/imports'
import type { ObjectMeta } from '@/api/types'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { cn } from '@/ui/cn'
import { Field } from '@/ui/Field'
import { Progress } from '@/ui/Progress'
import { Select } from '@/ui/Select'
import { Spinner } from '@/ui/Spinner'
import { Frame, type Step } from './Frame'
import { tellOf } from './follow'
import { History } from './History'
import { ResultStep } from './ResultStep'
import { ReviewStep } from './ReviewStep'

type Props = {
  meta: ObjectMeta
  /// One that was dropped on the list; none when this was only opened.
  file?: File | boolean
  onClose: () => void
  onChanged: () => void
}

/// A file in four steps: drop it, say what its columns are, mend what would not be taken, let it happen. A file whose
/// every column is known is checked at once. Closing leaves a run going on; its end is told then, with its undo.
export function ImportDialog({ meta, file, onClose, onChanged }: Props) {
  const queries = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const [remapping, setRemapping] = useState(false)
  const { data } = useQuery({ ...importQuery(id ?? ''), enabled: id !== null })
  const take = (found: ImportView) => {
    if (isBusy(found)) queries.removeQueries({ queryKey: ['import', found.id, 'problems'] })
    queries.setQueryData(importQuery(found.id).queryKey, found)
    setId(found.id)
  }
  const check = useMutation({
    mutationFn: ({ of, plan }: { of: string; plan: ImportPlan }) => checkImport(of, plan),
    meta: { shown: true },
    onSuccess: (found) => {
      setRemapping(false)
      take(found)
    },
  })
  const upload = useMutation({
    mutationFn: (chosen: File) => uploadImport(meta.key, chosen),
    meta: { shown: true },
    onSuccess: (found) => {
      take(found)
      if (isRecognised(found)) check.mutate({ of: found.id, plan: { mapping: found.mapping, ...found.options } })
    },
  })
  const begun = useRef(false)
  const { mutate } = upload
  useEffect(() => {
    if (!(file instanceof File) || begun.current) return
    begun.current = true
    mutate(file)
  }, [file, mutate])
  const step = useMutation({ mutationFn: ({ of, to }: { of: string; to: ImportStep }) => stepImport(of, to), meta: { shown: true }, onSuccess: take })
  const close = () => {
    if (data) void tellOf(data, onChanged)
    onChanged()
    onClose()
  }
  const shared = { title: t('import.title', { objects: meta.plural }), onClose: close, error: upload.error ?? check.error ?? step.error }

  if (data === undefined || (data.status === 'uploaded' && check.isPending && isRecognised(data))) return <FileStep {...shared} object={meta.key} busy={upload.isPending || data !== undefined} onFile={upload.mutate} onOpen={take} />
  if (data.status === 'uploaded' || remapping) return <MappingStep {...shared} meta={meta} found={data} busy={check.isPending} onCheck={(plan) => check.mutate({ of: data.id, plan })} />
  if (isBusy(data)) return <RunningStep {...shared} found={data} onStop={data.status === 'undoing' ? null : () => step.mutate({ of: data.id, to: 'cancel' })} />
  if (data.status === 'ready') {
    return <ReviewStep {...shared} meta={meta} found={data} busy={step.isPending} onBack={() => setRemapping(true)} onStart={() => step.mutate({ of: data.id, to: 'start' })} onMended={take} />
  }
  return <ResultStep {...shared} found={data} busy={step.isPending} onUndo={() => step.mutate({ of: data.id, to: 'undo' })} />
}

/// Nothing is left to say about its columns.
const isRecognised = (found: ImportView): boolean => found.seenBefore === undefined && found.mapping.every((field) => field !== null)

function FileStep({ object, busy, onFile, onOpen, ...step }: Step & { object: string; busy: boolean; onFile: (file: File) => void; onOpen: (found: ImportView) => void }) {
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
      {!busy && <History object={object} onOpen={onOpen} />}
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

