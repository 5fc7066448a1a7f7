import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createPipeline, type Pipeline, type PipelinePreset, presetsQuery } from '@/api/pipelines'
import { t, tOr } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { required, useForm } from '@/ui/useForm'
import { PreviewBar } from './PreviewBar'

export function NewPipelineDialog({ kind, onClose, onCreated }: { kind: string; onClose: () => void; onCreated: (pipeline: Pipeline) => void }) {
  const { data: presets, error, refetch } = useQuery(presetsQuery(kind))
  const [chosen, setChosen] = useState<PipelinePreset['preset'] | null>(null)
  const preset = chosen ?? presets?.[0]?.preset ?? null
  const create = useMutation({ mutationFn: createPipeline, meta: { shown: true }, onSuccess: onCreated })
  const form = useForm({ name: '' }, { error: create.error, checks: { name: required(t('name.missing')) } })
  const submit = () => {
    if (form.check() && preset !== null) create.mutate({ kind, preset, name: form.values.name.trim() })
  }
  return (
    <FormDialog
      title={t('pipelines.new')}
      description={t('pipelines.new.text')}
      dirty={form.dirty}
      busy={create.isPending}
      submit={t('pipelines.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={create.error} fields={['name']} />
        <Field label={t('pipelines.name')} {...form.field('name')}>
          <Input autoFocus autoComplete="off" value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {!presets && error === null && <SkeletonRows rows={3} />}
        {presets && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-12 font-medium text-ink-2">{t('pipelines.startFrom')}</legend>
            {presets.map((each) => (
              <label
                key={each.preset}
                className={cn(
                  'relative flex flex-col gap-2 rounded-card border p-3 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent',
                  each.preset === preset ? 'border-accent bg-soft' : 'border-line-strong',
                )}
              >
                <span className="flex items-center gap-2 font-medium">
                  <input type="radio" name="preset" className="size-4 accent-(--solid)" checked={each.preset === preset} onChange={() => setChosen(each.preset)} />
                  {tOr(`pipelines.preset.${each.preset}`, each.name)}
                  <span className="font-normal text-ink-2">{t('pipelines.count', { count: each.statuses.length })}</span>
                </span>
                <PreviewBar statuses={each.statuses} compact />
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </FormDialog>
  )
}
