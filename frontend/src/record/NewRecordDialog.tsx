import '@/i18n/packs/recordPage'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, useState } from 'react'
import { fieldProblem } from '@/api/problems'
import type { Written } from '@/api/client'
import { createRecord, directoryQuery, pathOf } from '@/api/records'
import type { FieldMeta, ObjectMeta, Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { FieldInput } from './FieldInput'
import { undoOf } from './takeBack'
import { isEmpty, wireValue } from './values'

/// What a list gives to the form of a new record.
export type NewRecordProps = {
  meta: ObjectMeta
  onClose: () => void
  onOpen: (row: Row) => void
  /// How it is made, where it is made of something. Without a change set it was there already.
  send?: (values: Record<string, unknown>) => Promise<Written<Row>>
}

export type HintProps = { meta: ObjectMeta; values: Record<string, unknown>; error: unknown; onFollow: () => void }

type Props = NewRecordProps & {
  /// The fields one knows in the first minute, in this order; the rest is filled in on the record's page.
  asked: readonly string[]
  /// What is filled in already.
  given?: Record<string, unknown>
  title: string
  text: string
  submit: string
  /// What is sent besides the fields, and where the person chooses it.
  besides?: Record<string, unknown>
  children?: ReactNode
  /// Stands under the fields and watches what is typed, e.g. for duplicates.
  Hint?: ComponentType<HintProps>
}

/// The fields of a form: those asked for as far as the person may fill them in, and whatever else is demanded.
export function askedFields(meta: ObjectMeta, asked: readonly string[]): FieldMeta[] {
  const open = (field: FieldMeta) => field.editable && field.visibility === 'clear'
  const named = asked.flatMap((key) => meta.fields.find((field) => field.key === key && open(field)) ?? [])
  return [...named, ...meta.fields.filter((field) => field.required && open(field) && field.key !== meta.titleField && !asked.includes(field.key))]
}

export function NewRecordDialog({ meta, onClose, onOpen, send, asked, given = {}, title, text, submit, besides = {}, children, Hint }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  const [values, setValues] = useState(given)
  const [touched, setTouched] = useState(false)
  const fields = askedFields(meta, asked)
  const create = useMutation({
    mutationFn: () => {
      const body = { ...Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)).map(([key, value]) => [key, wireValue(value)])), ...besides }
      return send ? send(body) : createRecord(pathOf(meta), body)
    },
    meta: { shown: true },
    onSuccess: ({ data: row, changeSet }) => {
      void queries.invalidateQueries({ queryKey: [meta.key] })
      onClose()
      toast(t(send && changeSet === null ? 'record.there' : 'record.created', { title: String(row[meta.titleField] ?? meta.label) }), { ...undoOf(queries, changeSet), action: { label: t('record.open'), run: () => onOpen(row) } })
    },
  })
  return (
    <FormDialog title={title} description={text} dirty={touched} busy={create.isPending} submit={submit} onSubmit={() => create.mutate()} onClose={onClose}>
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={create.error} fields={fields.map((field) => field.key)} />
        <div className="grid gap-3.5 sm:grid-cols-2">
          {fields.map((field, index) => (
            <Field key={field.key} label={field.label} optional={!field.required} error={fieldProblem(create.error, field.key)}>
              <FieldInput
                field={field}
                autoFocus={index === 0}
                value={values[field.key]}
                users={users}
                currency={me.tenant.currency}
                onChange={(value) => {
                  setTouched(true)
                  setValues((all) => ({ ...all, [field.key]: value }))
                  if (create.isError) create.reset()
                }}
              />
            </Field>
          ))}
          {children}
        </div>
        {Hint && <Hint meta={meta} values={values} error={create.error} onFollow={onClose} />}
      </div>
    </FormDialog>
  )
}
