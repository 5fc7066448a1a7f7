import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { metaQuery } from '@/api/records'
import { type InboundWebhook, type LeadSource, previewSource } from '@/api/sources'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { pathsOf, sampleOf } from './paths'
import { SourceDialog } from './SourceDialog'
import { useSaveSource } from './useSaveSource'

type Props = {
  source: (LeadSource & { definition: InboundWebhook }) | null
  mayChange: boolean
  onSecret: (name: string, secret: string) => void
  onClose: () => void
}
type Mapping = { field: string; path: string; value: string }

const CONTACT = ['phone', 'email', 'alternativePhone']

/// An inbound webhook: which values of another system's messages become which fields of a lead.
export function MappingSheet({ source, mayChange, onSecret, onClose }: Props) {
  const { data: meta } = useQuery(metaQuery('lead'))
  const paths = useId()
  const [sample, setSample] = useState('')
  const payload = sampleOf(sample)
  const save = useSaveSource(source, onClose, onSecret)
  const was = source?.definition
  const form = useForm(
    {
      name: source?.name ?? '',
      active: source?.active ?? true,
      mappings: (was?.mappings ?? []).map(({ field, path, value }): Mapping => ({ field, path: path ?? '', value: value ?? '' })),
      happenedAt: was?.happenedAt ?? '',
      objectKey: was?.objectKey ?? '',
    },
    {
      error: save.error,
      checks: {
        name: required(t('name.missing')),
        mappings: (mappings) => (mappings.some(({ field }) => CONTACT.includes(field)) ? undefined : t('sources.fields.missing')),
      },
    },
  )
  const { values, set } = form
  const fields = (meta?.fields ?? []).filter((field) => field.editable).map(({ key, label }) => ({ value: key, label }))
  const change = (index: number, to: Partial<Mapping>) => set('mappings', values.mappings.map((each, i) => (i === index ? { ...each, ...to } : each)))
  const definition: InboundWebhook = {
    kind: 'webhook',
    mappings: values.mappings.filter(({ field }) => field !== '').map(({ field, path, value }) => (path === '' ? { field, value } : { field, path })),
    happenedAt: values.happenedAt.trim() || null,
    objectKey: values.objectKey.trim() || null,
  }
  const preview = useMutation({ mutationFn: (message: Record<string, unknown>) => previewSource(definition, message), meta: { shown: true } })
  return (
    <SourceDialog source={source} title={t('sources.new.webhook')} form={form} save={save} definition={() => definition} mayChange={mayChange} onClose={onClose}>
      <Field label={t('sources.sample')} optional hint={sample.trim() !== '' && payload === null ? t('sources.sample.wrong') : t('sources.sample.hint')}>
        <TextArea dir="ltr" spellCheck={false} className="font-mono text-12" value={sample} onChange={(e) => setSample(e.target.value)} />
      </Field>
      <datalist id={paths}>
        {pathsOf(payload).map((path) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </datalist>
      <fieldset className="flex flex-col gap-2" disabled={!mayChange}>
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('sources.mapping')}</legend>
        {values.mappings.map((mapping, index) => (
          <div key={index} role="group" aria-label={t('sources.form.question', { number: index + 1 })} className="flex flex-wrap items-center gap-2">
            <Select label={t('sources.field')} className="min-w-32 flex-1" options={fields} value={mapping.field || null} onChange={(field) => change(index, { field: field ?? '' })} />
            <Input
              aria-label={t('sources.mapping.path')}
              placeholder={t('sources.mapping.path')}
              list={paths}
              dir="ltr"
              className="min-w-32 flex-1"
              value={mapping.path}
              onChange={(e) => change(index, { path: e.target.value })}
            />
            <Input
              aria-label={t('sources.mapping.value')}
              placeholder={t('sources.mapping.value')}
              className="min-w-24 flex-1"
              disabled={mapping.path !== ''}
              value={mapping.value}
              onChange={(e) => change(index, { value: e.target.value })}
            />
            <IconButton label={t('sources.field.remove', { name: mapping.field })} size="sm" onClick={() => set('mappings', values.mappings.filter((_, i) => i !== index))}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => set('mappings', [...values.mappings, { field: '', path: '', value: '' }])}>
            {t('sources.field.add')}
          </Button>
          <Button disabled={payload === null || definition.mappings.length === 0} busy={preview.isPending} onClick={() => payload && preview.mutate(payload)}>
            {t('sources.sample.try')}
          </Button>
        </div>
        {form.field('mappings').error !== undefined && <p className="text-12 text-bad">{form.field('mappings').error}</p>}
      </fieldset>
      <ProblemAlert error={preview.error} />
      {preview.data && (
        <div role="status" className="rounded-card border border-line bg-surface-2 p-3">
          <p className={preview.data.problem ? 'text-bad' : 'text-ink-2'}>{preview.data.problem ?? t('sources.sample.takes')}</p>
          <pre dir="ltr" className="mt-1 overflow-x-auto text-12">
            {JSON.stringify(preview.data.values, null, 2)}
          </pre>
        </div>
      )}
      <Field label={t('sources.mapping.happenedAt')} optional hint={t('sources.mapping.happenedAt.hint')} {...form.field('happenedAt')}>
        <Input dir="ltr" list={paths} disabled={!mayChange} value={values.happenedAt} onChange={(e) => set('happenedAt', e.target.value)} />
      </Field>
      <Field label={t('sources.mapping.objectKey')} optional hint={t('sources.mapping.objectKey.hint')} {...form.field('objectKey')}>
        <Input dir="ltr" list={paths} disabled={!mayChange} value={values.objectKey} onChange={(e) => set('objectKey', e.target.value)} />
      </Field>
    </SourceDialog>
  )
}
