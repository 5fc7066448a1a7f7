import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { metaQuery } from '@/api/records'
import type { LeadForm, LeadSource } from '@/api/sources'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { Checkbox } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { SourceDialog } from './SourceDialog'
import { useSaveSource } from './useSaveSource'

type Props = { source: (LeadSource & { definition: LeadForm }) | null; mayChange: boolean; onClose: () => void }
type Question = LeadForm['questions'][number]

const CONTACT = ['phone', 'email', 'alternativePhone']
/// A visitor can fill in none of these.
const STAFF_ONLY = ['user', 'ref', 'instant']

/// A lead form: its words are the company's own, its questions are fields of a lead.
export function LeadFormSheet({ source, mayChange, onClose }: Props) {
  const { data: meta } = useQuery(metaQuery('lead'))
  const save = useSaveSource(source, onClose)
  const was = source?.definition
  const form = useForm(
    {
      name: source?.name ?? '',
      active: source?.active ?? true,
      title: was?.title ?? '',
      intro: was?.intro ?? '',
      questions: was?.questions ?? ([] as Question[]),
      button: was?.button ?? t('sources.form.button.default'),
      thanks: was?.thanks ?? t('sources.form.thanks.default'),
      consent: was?.consent ?? '',
      origins: (was?.origins ?? []).join('\n'),
      leadSource: was?.leadSource ?? 'website',
    },
    {
      error: save.error,
      checks: {
        name: required(t('name.missing')),
        title: required(t('sources.text.missing')),
        button: required(t('sources.text.missing')),
        thanks: required(t('sources.text.missing')),
        questions: (questions) => (questions.some(({ field }) => CONTACT.includes(field)) ? undefined : t('sources.fields.missing')),
      },
    },
  )
  const { values, set } = form
  const fields = (meta?.fields ?? []).filter((field) => field.editable && field.key !== 'source' && !STAFF_ONLY.includes(field.kind)).map(({ key, label }) => ({ value: key, label }))
  const change = (index: number, to: Partial<Question>) => set('questions', values.questions.map((each, i) => (i === index ? { ...each, ...to } : each)))
  const definition = (): LeadForm => ({
    kind: 'form',
    title: values.title,
    intro: values.intro.trim() || null,
    questions: values.questions.filter(({ field }) => field !== ''),
    button: values.button,
    thanks: values.thanks,
    consent: values.consent.trim() || null,
    origins: values.origins.split(/\s+/).filter(Boolean),
    leadSource: values.leadSource,
  })
  return (
    <SourceDialog source={source} title={t('sources.new.form')} form={form} save={save} definition={definition} mayChange={mayChange} onClose={onClose}>
      <Field label={t('sources.form.title')} {...form.field('title')}>
        <Input disabled={!mayChange} value={values.title} onChange={(e) => set('title', e.target.value)} />
      </Field>
      <Field label={t('sources.form.intro')} optional {...form.field('intro')}>
        <TextArea disabled={!mayChange} value={values.intro} onChange={(e) => set('intro', e.target.value)} />
      </Field>
      <fieldset className="flex flex-col gap-2" disabled={!mayChange}>
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('sources.form.questions')}</legend>
        {values.questions.map((question, index) => (
          <div key={index} role="group" aria-label={t('sources.form.question', { number: index + 1 })} className="flex flex-wrap items-center gap-2">
            <Select
              label={t('sources.field')}
              className="min-w-36 flex-1"
              options={fields}
              value={question.field || null}
              onChange={(field) => change(index, { field: field ?? '', ...(question.label === '' && { label: fields.find(({ value }) => value === field)?.label ?? '' }) })}
            />
            <Input aria-label={t('sources.form.label')} placeholder={t('sources.form.label')} className="min-w-36 flex-1" value={question.label} onChange={(e) => change(index, { label: e.target.value })} />
            <Checkbox label={t('sources.form.required')} checked={question.required} onChange={(e) => change(index, { required: e.target.checked })} />
            <IconButton label={t('sources.field.remove', { name: question.label })} size="sm" onClick={() => set('questions', values.questions.filter((_, i) => i !== index))}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        ))}
        <div>
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => set('questions', [...values.questions, { field: '', label: '', required: false }])}>
            {t('sources.field.add')}
          </Button>
        </div>
        {form.field('questions').error !== undefined && <p className="text-12 text-bad">{form.field('questions').error}</p>}
      </fieldset>
      <Field label={t('sources.form.consent')} optional hint={t('sources.form.consent.hint')} {...form.field('consent')}>
        <TextArea disabled={!mayChange} value={values.consent} onChange={(e) => set('consent', e.target.value)} />
      </Field>
      <Field label={t('sources.form.button')} {...form.field('button')}>
        <Input disabled={!mayChange} value={values.button} onChange={(e) => set('button', e.target.value)} />
      </Field>
      <Field label={t('sources.form.thanks')} {...form.field('thanks')}>
        <TextArea disabled={!mayChange} value={values.thanks} onChange={(e) => set('thanks', e.target.value)} />
      </Field>
      <Field label={t('sources.form.origins')} optional hint={t('sources.form.origins.hint')} {...form.field('origins')}>
        <TextArea disabled={!mayChange} dir="ltr" value={values.origins} onChange={(e) => set('origins', e.target.value)} />
      </Field>
      <Field label={t('sources.form.source')} {...form.field('leadSource')}>
        <Select
          label={t('sources.form.source')}
          disabled={!mayChange}
          options={(meta?.fields.find(({ key }) => key === 'source')?.options ?? []).map(({ value, label }) => ({ value, label }))}
          value={values.leadSource}
          onChange={(leadSource) => leadSource !== null && set('leadSource', leadSource)}
        />
      </Field>
    </SourceDialog>
  )
}
