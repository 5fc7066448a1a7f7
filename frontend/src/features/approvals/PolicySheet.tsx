import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useSave } from '@/actions/useSave'
import { type ApprovalPolicy, changePolicy, createPolicy, policiesQuery, type PolicyChange } from '@/api/approvals'
import { directoryQuery, metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import type { DirectoryUser, Filter } from '@/api/types'
import { useMe } from '@/api/useMe'
import { FilterBar } from '@/grid/FilterBar'
import { conditionsOf, filterOf } from '@/grid/filter'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { Select } from '@/ui/Select'
import { UserPicker } from '@/ui/UserPicker'
import { required, useForm } from '@/ui/useForm'
import { newStep, type StepForm, toForm, toSteps } from './steps'

const TYPES = ['manager', 'role', 'user'] as const
const MOST_STEPS = 10
/// A filter nothing fails.
const EVERY: Filter = { and: [] }

export function PolicySheet({ object, policy, onClose }: { object: string; policy: ApprovalPolicy | null; onClose: () => void }) {
  const queries = useQueryClient()
  const me = useMe()
  const { data: meta } = useQuery(metaQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(me, 'roles') })
  const [adding, setAdding] = useState(false)
  const currency = policy?.below?.currency ?? me.tenant.currency
  const save = useSave({
    send: (change: PolicyChange, version) => (policy ? changePolicy({ id: policy.id, version }, change) : createPolicy(object, change)),
    said: ({ name }) => t('policies.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: policiesQuery(object).queryKey }),
    onClose,
  })
  const form = useForm(
    {
      name: policy?.name ?? '',
      filter: filterOf(conditionsOf(policy?.filter)),
      below: policy?.below?.amount ?? '',
      steps: policy ? policy.steps.map(toForm) : [newStep()],
      active: policy?.active ?? true,
    },
    { error: save.error, checks: { name: required(t('name.missing')), steps: (steps) => (toSteps(steps) ? undefined : t('policies.steps.missing')) } },
  )
  const { values, set } = form
  const wish = (): PolicyChange | null => {
    const steps = toSteps(values.steps)
    const amount = values.below.trim()
    return steps ? { name: values.name.trim(), filter: values.filter ?? EVERY, below: amount === '' ? null : { amount, currency }, steps, active: values.active } : null
  }
  const change = (row: number, patch: Partial<StepForm>) =>
    set(
      'steps',
      values.steps.map((step) => (step.row === row ? { ...step, ...patch } : step)),
    )
  const worth = meta?.fields.some((field) => field.kind === 'money') ?? false
  const lack = form.field('steps').error
  return (
    <FormSheet title={policy ? policy.name : t('policies.new')} description={t('policies.sheet.text')} submit={policy ? t('word.save') : t('policies.create')} form={form} saving={save} version={policy?.version} wish={wish} onClose={onClose}>
      <Field label={t('policies.name')} {...form.field('name')}>
        <Input autoFocus={policy === null} autoComplete="off" maxLength={80} value={values.name} onChange={(e) => set('name', e.target.value)} />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('policies.filter')}</legend>
        <div className="flex flex-wrap items-center gap-1.5">
          {meta && <FilterBar meta={meta} filter={values.filter} users={users} adding={adding} onAdding={setAdding} found={null} onChange={(filter: Filter | null) => set('filter', filter)} />}
        </div>
        {values.filter === null && <p className="text-12 text-ink-3">{t('policies.filter.none')}</p>}
        {form.field('filter').error !== undefined && <p className="text-12 text-bad">{form.field('filter').error}</p>}
      </fieldset>
      {worth && (
        <Field label={t('policies.below')} hint={t('policies.below.hint')} optional {...form.field('below')}>
          <span className="relative flex">
            <Input inputMode="decimal" className="pe-14 tabular-nums" value={values.below} onChange={(e) => set('below', e.target.value.replace(/[^\d.]/g, ''))} />
            <span className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-12 text-ink-3">{currency}</span>
          </span>
        </Field>
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('policies.steps')}</legend>
        <ol className="flex flex-col gap-2">
          {values.steps.map((step, index) => (
            <StepFields
              key={step.row}
              place={index + 1}
              step={step}
              users={users}
              roles={roles}
              onChange={(patch) => change(step.row, patch)}
              onRemove={values.steps.length === 1 ? null : () => set('steps', values.steps.filter(({ row }) => row !== step.row))}
            />
          ))}
        </ol>
        {lack !== undefined && (
          <p role="alert" className="text-12 text-bad">
            {lack}
          </p>
        )}
        {values.steps.length < MOST_STEPS && (
          <Button className="self-start" size="sm" icon={<Plus size={14} aria-hidden />} onClick={() => set('steps', [...values.steps, newStep(roles.length > 0 ? 'role' : 'user')])}>
            {t('policies.steps.add')}
          </Button>
        )}
      </fieldset>
      <Switch label={t('policies.active')} hint={t('policies.active.hint')} checked={values.active} onChange={(e) => set('active', e.target.checked)} />
    </FormSheet>
  )
}

type StepProps = {
  place: number
  step: StepForm
  users: readonly DirectoryUser[]
  roles: readonly { key: string; name: string }[]
  onChange: (patch: Partial<StepForm>) => void
  onRemove: (() => void) | null
}

function StepFields({ place, step, users, roles, onChange, onRemove }: StepProps) {
  const who = t('policies.step', { place })
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line p-3">
      <div className="flex items-end gap-2">
        <Field label={who} className="min-w-0 flex-1">
          <Select
            label={who}
            options={TYPES.filter((type) => type !== 'role' || roles.length > 0 || step.type === 'role').map((type) => ({ value: type, label: t(`policies.step.${type}`) }))}
            value={step.type}
            onChange={(type) => type !== null && onChange({ type: type as StepForm['type'] })}
          />
        </Field>
        {onRemove && (
          <IconButton label={t('policies.step.remove', { place })} onClick={onRemove}>
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      {step.type === 'user' && (
        <Field label={t('policies.step.person')}>
          <UserPicker label={t('policies.step.person')} users={users} value={step.userId} onChange={(userId) => onChange({ userId })} />
        </Field>
      )}
      {step.type === 'role' && (
        <Field label={t('policies.step.which')}>
          <Select label={t('policies.step.which')} options={roles.map(({ key, name }) => ({ value: key, label: name }))} placeholder={step.role ?? ''} value={step.role} onChange={(role) => onChange({ role })} />
        </Field>
      )}
      <Field label={t('policies.step.days')} hint={t('policies.step.days.hint')} optional>
        <Input inputMode="numeric" maxLength={2} value={step.dueDays} onChange={(e) => onChange({ dueDays: e.target.value.replace(/\D/g, '') })} />
      </Field>
    </li>
  )
}
