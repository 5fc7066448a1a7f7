import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSave } from '@/actions/useSave'
import { type AssignmentRule, changeRule, createRule, type RuleChange, rulesQuery } from '@/api/assignment'
import { teamsQuery } from '@/api/people'
import { aggregateQuery, directoryQuery, metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import type { Filter } from '@/api/types'
import { useMe } from '@/api/useMe'
import { FilterBar } from '@/grid/FilterBar'
import { conditionsOf, filterOf } from '@/grid/filter'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { UserPicker, UsersPicker } from '@/ui/UserPicker'
import { required, useForm } from '@/ui/useForm'
import { type TargetForm, toForm, toTarget } from './targets'

const TYPES: readonly TargetForm['type'][] = ['user', 'team', 'role', 'roundRobin', 'leastLoaded']

export function RuleSheet({ object, rule, onClose }: { object: string; rule: AssignmentRule | null; onClose: () => void }) {
  const queries = useQueryClient()
  const { data: meta } = useQuery(metaQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const me = useMe()
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(me, 'roles') })
  const [adding, setAdding] = useState(false)
  const save = useSave({
    send: (change: RuleChange, version) => (rule ? changeRule({ id: rule.id, version }, change) : createRule(object, change)),
    said: ({ name }) => t('rules.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: rulesQuery(object).queryKey }),
    onClose,
  })
  const form = useForm(
    { name: rule?.name ?? '', filter: filterOf(conditionsOf(rule?.filter)), target: toForm(rule?.target), active: rule?.active ?? true },
    {
      error: save.error,
      checks: { name: required(t('name.missing')), target: (target) => (toTarget(target) ? undefined : t('rules.target.missing')) },
    },
  )
  const { values, set } = form
  const found = useQuery({ ...aggregateQuery(meta ?? NO_META, values.filter), enabled: meta !== undefined })
  const count = found.data ? t('rules.matches', { count: found.data.count.value }) : null
  const setTarget = (change: Partial<TargetForm>) => set('target', { ...values.target, ...change })
  const wish = (): RuleChange | null => {
    const target = toTarget(values.target)
    return target ? { name: values.name.trim(), filter: values.filter ?? EVERY, target, active: values.active } : null
  }
  const targetField = form.field('target')
  return (
    <FormSheet
      title={rule ? rule.name : t('rules.new')}
      description={t('rules.sheet.text')}
      submit={rule ? t('word.save') : t('rules.create')}
      form={form}
      saving={save}
      version={rule?.version}
      wish={wish}
      onClose={onClose}
    >
      <Field label={t('rules.name')} {...form.field('name')}>
        <Input autoFocus={rule === null} autoComplete="off" value={values.name} onChange={(e) => set('name', e.target.value)} />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('rules.filter')}</legend>
        <div className="flex flex-wrap items-center gap-1.5">
          {meta && <FilterBar meta={meta} filter={values.filter} users={users} adding={adding} onAdding={setAdding} found={count} onChange={(filter: Filter | null) => set('filter', filter)} />}
        </div>
        <p className="text-12 text-ink-3" role="status">
          {values.filter === null ? t('rules.filter.none') : count}
        </p>
        {form.field('filter').error !== undefined && <p className="text-12 text-bad">{form.field('filter').error}</p>}
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('rules.target')}</legend>
        <Select
          label={t('rules.target')}
          options={TYPES.filter((type) => type !== 'role' || roles.length > 0 || values.target.type === 'role').map((type) => ({ value: type, label: t(`rules.target.${type}`), hint: t(`rules.target.${type}.hint`) }))}
          value={values.target.type}
          onChange={(type) => type !== null && setTarget({ type: type as TargetForm['type'] })}
        />
        {isPooled(values.target.type) && (
          <Segmented
            label={t('rules.pool')}
            fill
            value={values.target.pool}
            options={[
              { value: 'people', label: t('rules.pool.people') },
              { value: 'team', label: t('rules.pool.team') },
              { value: 'default', label: t('rules.pool.usual') },
            ]}
            onChange={(pool) => setTarget({ pool })}
          />
        )}
        {values.target.type === 'user' && (
          <Field label={t('rules.target.person')} {...targetField}>
            <UserPicker label={t('rules.target.person')} users={users} value={values.target.userId} onChange={(userId) => setTarget({ userId })} />
          </Field>
        )}
        {values.target.type === 'role' && (
          <Field label={t('rules.target.which')} {...targetField}>
            <Select
              label={t('rules.target.which')}
              options={roles.map(({ key, name }) => ({ value: key, label: name }))}
              placeholder={values.target.role ?? ''}
              value={values.target.role}
              onChange={(role) => setTarget({ role })}
            />
          </Field>
        )}
        {(values.target.type === 'team' || (isPooled(values.target.type) && values.target.pool === 'team')) && (
          <Field label={t('rules.target.team')} {...targetField}>
            <Select label={t('rules.target.team')} options={teams.map((team) => ({ value: team.id, label: team.name }))} value={values.target.teamId} onChange={(teamId) => setTarget({ teamId })} />
          </Field>
        )}
        {isPooled(values.target.type) && values.target.pool === 'people' && (
          <Field label={t('rules.target.people')} {...targetField}>
            <UsersPicker label={t('rules.target.people')} users={users} value={values.target.userIds} onChange={(userIds) => setTarget({ userIds })} />
          </Field>
        )}
        {isPooled(values.target.type) && values.target.pool === 'default' && <p className="text-12 text-ink-3">{t('rules.pool.default.hint')}</p>}
      </fieldset>
      <Switch label={t('rules.active')} hint={t('rules.active.hint')} checked={values.active} onChange={(e) => set('active', e.target.checked)} />
    </FormSheet>
  )
}

/// Kinds that choose among people, a team or the usual ones.
const isPooled = (type: TargetForm['type']) => type === 'roundRobin' || type === 'leastLoaded'

/// A filter nothing fails.
const EVERY: Filter = { and: [] }
const NO_META = { key: 'lead', path: '/leads' } as Parameters<typeof aggregateQuery>[0]
