import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { type CustomField, changeField, createField, type FieldsOf } from '@/api/fields'
import { metaQuery } from '@/api/records'
import { t, tOr } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { MultiSelect, Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { type Draft, draftOf, hasOptions, withValues } from './draft'
import { OptionsEditor } from './OptionsEditor'
import { Usage } from './Usage'

const SENSITIVITIES: readonly CustomField['sensitivity'][] = ['none', 'phone', 'email', 'personal', 'financial']

type Props = { object: string; of: FieldsOf; field: CustomField | null; mayChange: boolean; onClose: () => void }

/// A new field, or one that exists.
export function FieldSheet({ object, of, field, mayChange, onClose }: Props) {
  const queries = useQueryClient()
  const { data: meta } = useQuery(metaQuery(object))
  const save = useSave({
    send: (values: Draft, version) => {
      const { label, section, required: needed, requiredIn } = values
      const options = hasOptions(values.kind) ? withValues(values.options) : undefined
      if (field) {
        const sensitivity = values.sensitivity ?? undefined
        return changeField({ id: field.id, version }, { label: label.trim(), section, sensitivity, required: needed, requiredIn, options, active: values.active })
      }
      return createField({
        object,
        kind: values.kind ?? 'text',
        label: label.trim(),
        key: values.key.trim() || undefined,
        section,
        sensitivity: values.sensitivity ?? undefined,
        required: needed,
        requiredIn,
        options,
        decimals: values.decimals,
      })
    },
    said: (saved) => t(field ? 'ownFields.saved' : 'ownFields.created', { name: saved.label }),
    reload: () => {
      void queries.invalidateQueries({ queryKey: ['fields'] })
      void queries.invalidateQueries({ queryKey: ['meta'] })
    },
    onClose,
  })
  const form = useForm<Draft>(draftOf(field), {
    error: save.error,
    checks: {
      label: required(t('name.missing')),
      kind: (kind) => (kind === null ? t('ownFields.kind.missing') : undefined),
      options: (options, all) => (hasOptions(all.kind) && (options.length === 0 || options.some(({ label }) => label.trim() === '')) ? t('ownFields.options.missing') : undefined),
    },
  })
  const { values, set } = form
  const statuses = meta?.fields.find(({ kind }) => kind === 'status')?.options ?? []
  return (
    <FormSheet
      title={field ? field.label : t('ownFields.new')}
      submit={field ? t('word.save') : t('ownFields.create')}
      mayChange={mayChange}
      form={form}
      saving={save}
      version={field?.version}
      wish={() => values}
      onClose={onClose}
    >
      <Field label={t('ownFields.label')} {...form.field('label')}>
        <Input autoFocus={field === null} autoComplete="off" disabled={!mayChange} maxLength={60} value={values.label} onChange={(e) => set('label', e.target.value)} />
      </Field>
      <Field label={t('ownFields.kind')} hint={field ? undefined : t('ownFields.kind.hint')} {...form.field('kind')}>
        <Select
          label={t('ownFields.kind')}
          disabled={field !== null}
          value={values.kind}
          options={of.room
            .filter(({ kind, left }) => left > 0 || kind === field?.kind)
            .map(({ kind, left }) => ({ value: kind, label: field ? t(`ownFields.kind.${kind}`) : t('ownFields.kind.left', { label: t(`ownFields.kind.${kind}`), left }) }))}
          onChange={(kind) => set('kind', of.room.find((each) => each.kind === kind)?.kind ?? null)}
        />
      </Field>
      <Field label={t('ownFields.key')} hint={field ? undefined : t('ownFields.key.hint')} optional={field === null} {...form.field('key')}>
        <Input autoComplete="off" spellCheck={false} disabled={field !== null} placeholder="c_" value={values.key} onChange={(e) => set('key', e.target.value)} />
      </Field>
      {values.kind === 'number' && (
        <Field label={t('ownFields.decimals')} {...form.field('decimals')}>
          <Input type="number" min={0} max={4} step={1} disabled={field !== null} value={values.decimals} onChange={(e) => set('decimals', Number(e.target.value))} />
        </Field>
      )}
      {hasOptions(values.kind) && (
        <Field label={t('ownFields.options')} hint={t('ownFields.option.hint')} {...form.field('options')}>
          <OptionsEditor options={values.options} saved={(field?.options ?? []).map(({ value }) => value)} disabled={!mayChange} onChange={(options) => set('options', options)} />
        </Field>
      )}
      <Field label={t('ownFields.section')} {...form.field('section')}>
        <Select
          label={t('ownFields.section')}
          disabled={!mayChange}
          value={values.section}
          options={of.sections.map((section) => ({ value: section, label: tOr(`section.${section}`, section) }))}
          onChange={(section) => set('section', section ?? 'custom')}
        />
      </Field>
      <Field label={t('ownFields.sensitivity')} hint={t('ownFields.sensitivity.hint')} {...form.field('sensitivity')}>
        <Select
          label={t('ownFields.sensitivity')}
          disabled={!mayChange}
          value={values.sensitivity ?? usual(values.kind)}
          options={SENSITIVITIES.map((each) => ({ value: each, label: t(`ownFields.sensitivity.${each}`) }))}
          onChange={(picked) => set('sensitivity', SENSITIVITIES.find((each) => each === picked) ?? null)}
        />
      </Field>
      <Switch label={t('ownFields.required')} hint={t('ownFields.required.hint')} disabled={!mayChange} checked={values.required} onChange={(e) => set('required', e.target.checked)} />
      {statuses.length > 0 && (
        <Field label={t('ownFields.requiredIn')} optional {...form.field('requiredIn')}>
          <MultiSelect
            label={t('ownFields.requiredIn')}
            disabled={!mayChange}
            options={statuses.map(({ value, label }) => ({ value, label }))}
            value={values.requiredIn}
            onChange={(chosen) => set('requiredIn', chosen)}
          />
        </Field>
      )}
      {field && (
        <>
          <Switch label={t('ownFields.active')} hint={t('ownFields.active.hint')} disabled={!mayChange} checked={values.active} onChange={(e) => set('active', e.target.checked)} />
          <section aria-labelledby="usage" className="flex flex-col gap-2 border-t border-line pt-4">
            <h3 id="usage" className="font-medium">
              {t('ownFields.usage')}
            </h3>
            <Usage id={field.id} />
          </section>
        </>
      )}
    </FormSheet>
  )
}

/// The class the server gives when none is chosen.
function usual(kind: Draft['kind']): CustomField['sensitivity'] {
  return kind === 'phone' || kind === 'email' ? kind : 'none'
}
