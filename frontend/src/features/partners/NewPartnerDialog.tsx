import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, dataOf } from '@/api/client'
import { fieldProblem } from '@/api/problems'
import { directoryQuery } from '@/api/records'
import type { ObjectMeta, Row, Schemas } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { FieldInput } from '@/record/FieldInput'
import { isEmpty, wireValue } from '@/record/values'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

const ASKED = ['name', 'type', 'contactName', 'phone', 'email', 'city', 'manager', 'commission']

type Props = { meta: ObjectMeta; onClose: () => void; onOpen: (row: Row) => void }

export function NewPartnerDialog({ meta, onClose, onOpen }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  const [values, setValues] = useState<Record<string, unknown>>({ type: 'direct', manager: { id: me.user.id, name: me.user.name } })
  const [touched, setTouched] = useState(false)
  const demanded = meta.fields.filter((field) => field.custom && field.required && field.editable)
  const fields = [...ASKED.flatMap((key) => meta.fields.find((field) => field.key === key && field.editable && field.visibility === 'clear') ?? []), ...demanded]
  const create = useMutation({
    mutationFn: () => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)).map(([key, value]) => [key, wireValue(value)]))
      return dataOf(api.POST('/api/v1/partners', { body: given as Schemas['NewPartner'] }))
    },
    meta: { shown: true },
    onSuccess: (partner) => {
      void queries.invalidateQueries({ queryKey: [meta.key] })
      onClose()
      toast(t('partners.created'), { action: { label: t('partners.open'), run: () => onOpen(partner) } })
    },
  })
  return (
    <FormDialog title={t('partners.new')} description={t('partners.new.text')} dirty={touched} busy={create.isPending} submit={t('partners.create')} onSubmit={() => create.mutate()} onClose={onClose}>
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
        </div>
      </div>
    </FormDialog>
  )
}
