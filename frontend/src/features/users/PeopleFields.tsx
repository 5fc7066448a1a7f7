import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { type RoleRef, teamsQuery, territoriesQuery } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { RecordPicker } from '@/record/RecordPicker'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { MultiSelect, Select } from '@/ui/Select'
import { UserPicker } from '@/ui/UserPicker'
import type { useForm } from '@/ui/useForm'

type Shared = {
  name: string
  phone: string
  roleIds: string[]
  teamId: string | null
  managerId: string | null
  partnerId: string | null
  dataVisibility: 'own' | 'partner'
  territoryIds: string[]
  supports: string[]
}

/// How far somebody new sees beyond his own.
export const OWN_REACH: Pick<Shared, 'partnerId' | 'dataVisibility' | 'territoryIds' | 'supports'> = { partnerId: null, dataVisibility: 'own', territoryIds: [], supports: [] }
type Form<T extends Shared> = ReturnType<typeof useForm<T>>

export const emailProblem = (email: string): string | undefined => (/^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('users.email.wrong'))

/// The roles that can be picked. Who may not list them still sees those the person has.
export function useRoleOptions(has: readonly RoleRef[] = []) {
  const { data, error } = useQuery(rolesQuery)
  const known: readonly RoleRef[] = data ?? (isProblem(error) ? has : [])
  return known.map((role) => ({ value: role.id, label: role.name }))
}

/// What the forms for a new and for a known person have in common.
type Props<T extends Shared> = { form: Form<T>; disabled?: boolean; exclude?: string; has?: readonly RoleRef[]; partnerName?: string | null | undefined }

export function PeopleFields<T extends Shared>({ form, disabled = false, exclude, has, partnerName = null }: Props<T>) {
  const { values, field } = form
  const set = form.set as (key: keyof Shared, value: unknown) => void
  const teams = useQuery(teamsQuery)
  const people = useQuery(directoryQuery)
  const roles = useRoleOptions(has)
  const territories = useQuery(territoriesQuery)
  const [firm, setFirm] = useState(partnerName)
  const mayPickFirm = may(useMe(), 'partners')
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
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('users.supports')} optional hint={t('users.supports.hint')} {...field('supports')}>
          <MultiSelect
            label={t('users.supports')}
            options={(people.data ?? []).filter((person) => person.active && person.id !== exclude).map((person) => ({ value: person.id, label: person.name }))}
            value={values.supports}
            disabled={disabled}
            onChange={(ids) => set('supports', ids)}
          />
        </Field>
        <Field label={t('users.territories')} optional hint={t('users.territories.hint')} {...field('territoryIds')}>
          <MultiSelect
            label={t('users.territories')}
            options={(territories.data ?? []).map((territory) => ({ value: territory.id, label: territory.name }))}
            value={values.territoryIds}
            disabled={disabled}
            onChange={(ids) => set('territoryIds', ids)}
          />
        </Field>
      </div>
      {mayPickFirm && (
        <Field label={t('users.partner')} optional hint={t('users.partner.hint')} {...field('partnerId')}>
          <RecordPicker
            label={t('users.partner')}
            object="partner"
            disabled={disabled}
            value={values.partnerId === null ? null : { object: 'partner', id: values.partnerId, label: firm ?? null }}
            onChange={(ref) => {
              setFirm(ref?.label ?? null)
              set('partnerId', ref?.id ?? null)
            }}
          />
        </Field>
      )}
      {values.partnerId !== null && (
        <Switch
          label={t('users.partner.whole')}
          hint={t('users.partner.whole.hint')}
          checked={values.dataVisibility === 'partner'}
          disabled={disabled}
          onChange={(e) => set('dataVisibility', e.target.checked ? 'partner' : 'own')}
        />
      )}
    </>
  )
}
