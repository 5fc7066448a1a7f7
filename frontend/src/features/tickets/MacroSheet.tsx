import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { directoryQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { RichField } from '@/editor/RichField'
import { t } from '@/i18n/t'
import { choiceOptions, FieldInput } from '@/record/FieldInput'
import { isEmpty } from '@/record/values'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { changeMacro, createMacro, type Macro, type MacroWish, macrosQuery, SET, VARIABLES } from './macroQueries'

const NOBODY: [] = []

type Props = { meta: ObjectMeta; macro: Macro | null; onClose: () => void }

/// What is said, and what is set with it; without the latter it is a canned reply.
export function MacroSheet({ meta, macro, onClose }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  const save = useSave({
    send: (wish: MacroWish, version) => (macro ? changeMacro(macro.id, version, wish) : createMacro(wish)),
    said: ({ name }) => t('macros.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: macrosQuery.queryKey }),
    onClose,
  })
  const status = meta.fields.find(({ kind }) => kind === 'status')
  const settable = SET.flatMap((key) => meta.fields.find((field) => field.key === key && field.editable) ?? [])
  const form = useForm(
    { name: macro?.name ?? '', text: macro?.text ?? '', status: macro?.status ?? null, fields: { ...macro?.fields } as Record<string, unknown> },
    { error: save.error, checks: { name: required(t('name.missing')) } },
  )
  const { values, set } = form
  const setField = (key: string, value: unknown) => {
    const { [key]: _, ...others } = values.fields
    set('fields', isEmpty(value) ? others : { ...others, [key]: value })
  }
  return (
    <FormSheet
      title={macro ? macro.name : t('macros.new')}
      description={t('macros.sheet.text')}
      submit={t('word.save')}
      form={form}
      saving={save}
      {...(macro ? { version: macro.version } : {})}
      wish={() => ({ name: values.name.trim(), text: values.text.trim() === '' ? null : values.text.trim(), status: values.status, fields: values.fields as MacroWish['fields'] })}
      onClose={onClose}
    >
      <Field label={t('macros.name')} {...form.field('name')}>
        <Input autoFocus autoComplete="off" maxLength={80} value={values.name} onChange={(event) => set('name', event.target.value)} />
      </Field>
      <Field label={t('macros.words')} optional hint={t('macros.words.hint', { names: VARIABLES.map((name) => `{{${name}}}`).join(', ') })} {...form.field('text')}>
        <div className="rounded-control border border-control bg-raised focus-within:border-accent hover:border-ink-3">
          <RichField label={t('macros.words')} rows={5} value={values.text} users={NOBODY} onChange={(text) => set('text', text)} />
        </div>
      </Field>
      {status && (
        <Field label={t('macros.status')} optional {...form.field('status')}>
          <Select label={t('macros.status')} placeholder={t('macros.stays')} options={choiceOptions(status, [values.status])} value={values.status} clearable onChange={(value) => set('status', value)} />
        </Field>
      )}
      {settable.map((field) => (
        <Field key={field.key} label={field.label} optional>
          <FieldInput field={{ ...field, required: false }} value={values.fields[field.key]} users={users} currency={me.tenant.currency} onChange={(value) => setField(field.key, value)} />
        </Field>
      ))}
    </FormSheet>
  )
}
