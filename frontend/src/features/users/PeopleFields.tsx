import { useQuery } from '@tanstack/react-query'
import { isProblem } from '@/api/problem'
import { type RoleRef, teamsQuery } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { rolesQuery } from '@/api/roles'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { MultiSelect, Select } from '@/ui/Select'
import { UserPicker } from '@/ui/UserPicker'
import type { useForm } from '@/ui/useForm'

type Shared = { name: string; phone: string; roleIds: string[]; teamId: string | null; managerId: string | null }
type Form<T extends Shared> = ReturnType<typeof useForm<T>>

export const emailProblem = (email: string): string | undefined => (/^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('users.email.wrong'))

/// The roles that can be picked. Who may not list them still sees those the person has.
export function useRoleOptions(has: readonly RoleRef[] = []) {
  const { data, error } = useQuery(rolesQuery)
  const known: readonly RoleRef[] = data ?? (isProblem(error) ? has : [])
  return known.map((role) => ({ value: role.id, label: role.name }))
}

/// What the forms for a new and for a known person have in common.
export function PeopleFields<T extends Shared>({ form, disabled = false, exclude, has }: { form: Form<T>; disabled?: boolean; exclude?: string; has?: readonly RoleRef[] }) {
  const { values, field } = form
  const set = form.set as (key: keyof Shared, value: unknown) => void
  const teams = useQuery(teamsQuery)
  const people = useQuery(directoryQuery)
  const roles = useRoleOptions(has)
  return (
    <>
      <Field label={t('users.roles')} hint={t('users.roles.hint')} {...field('roleIds')}>
        <MultiSelect label={t('users.roles')} options={roles} value={values.roleIds} disabled={disabled} onChange={(ids) => set('roleIds', ids)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('users.team')} optional {...field('teamId')}>
          <Select
            label={t('users.team')}
            options={(teams.data ?? []).map((team) => ({ value: team.id, label: team.name }))}
            value={values.teamId}
            clearable
            disabled={disabled}
            onChange={(id) => set('teamId', id)}
          />
        </Field>
        <Field label={t('users.manager')} optional {...field('managerId')}>
          <UserPicker
            label={t('users.manager')}
            users={(people.data ?? []).filter((person) => person.id !== exclude)}
            value={values.managerId}
            clearable
            disabled={disabled}
            onChange={(id) => set('managerId', id)}
          />
        </Field>
      </div>
      <Field label={t('users.phone')} optional {...field('phone')}>
        <Input type="tel" autoComplete="off" value={values.phone} disabled={disabled} onChange={(e) => set('phone', e.target.value)} />
      </Field>
    </>
  )
}
