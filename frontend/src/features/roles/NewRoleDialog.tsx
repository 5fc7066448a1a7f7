import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { createRole, type RoleDefinition, type RoleView } from '@/api/roles'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'

const NOTHING: RoleDefinition = { modules: {}, fields: {}, allowedStatuses: {} }

type Props = { from: RoleView | null; roles: readonly RoleView[]; onClose: () => void; onCreated: (role: RoleView) => void }

/// A new role begins as a copy of another, or with nothing allowed.
export function NewRoleDialog({ from, roles, onClose, onCreated }: Props) {
  const [source, setSource] = useState(from?.id ?? null)
  const create = useMutation({ mutationFn: createRole, meta: { shown: true }, onSuccess: onCreated })
  const form = useForm(
    { name: from ? t('roles.copy.name', { name: from.name }) : '' },
    { error: create.error, codes: { ROLE_KEY_TAKEN: 'name' }, checks: { name: required(t('name.missing')) } },
  )
  const submit = () => {
    const copied = roles.find((role) => role.id === source)
    if (form.check()) create.mutate({ name: form.values.name.trim(), template: copied?.template ?? null, definition: copied?.definition ?? NOTHING })
  }
  return (
    <FormDialog
      title={t('roles.new')}
      description={t('roles.new.text')}
      dirty={form.dirty}
      busy={create.isPending}
      submit={t('roles.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        {!form.placed && <ProblemAlert error={create.error} fields={['name']} />}
        <Field label={t('roles.name')} {...form.field('name')}>
          <Input autoFocus value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        <Field label={t('roles.from')} optional hint={t('roles.from.hint')}>
          <Select
            label={t('roles.from')}
            placeholder={t('roles.from.nothing')}
            options={roles.map((role) => ({ value: role.id, label: role.name }))}
            value={source}
            clearable
            onChange={setSource}
          />
        </Field>
      </div>
    </FormDialog>
  )
}
