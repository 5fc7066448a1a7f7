import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { EditorForm } from '@/actions/EditorForm'
import { meQuery } from '@/api/auth'
import { type Company, type CompanyChange, companyQuery, saveCompany } from '@/api/company'
import { isProblem } from '@/api/problem'
import { rolesQuery } from '@/api/roles'
import { LOCALES } from '@/i18n/locales'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect, Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { required, useForm } from '@/ui/useForm'
import { zoneOptions } from '@/ui/zones'
import { Card } from './Card'
import { OfficeHours } from './OfficeHours'
import { minutesOf } from './week'

const MOST_HOURS = 336

const KEPT = [
  { key: 'history', label: 'company.keep.history', hint: 'company.keep.history.hint' },
  { key: 'securityEvents', label: 'company.keep.security', hint: 'company.keep.security.hint' },
  { key: 'notifications', label: 'company.keep.notifications', hint: 'company.keep.notifications.hint' },
  { key: 'messages', label: 'company.keep.messages', hint: 'company.keep.messages.hint' },
] as const

const valuesOf = (company: Company) => ({
  name: company.name,
  timeZone: company.timeZone,
  currency: company.currency,
  defaultCountry: company.defaultCountry,
  locale: company.locale,
  firstTaskDueHours: String(company.settings.firstTaskDueHours),
  reminders: company.settings.reminders.join(', '),
  resubmitReopens: company.settings.resubmitReopens,
  role: company.settings.assignment.role,
  maxOpen: String(company.settings.assignment.maxOpen),
  calendar: company.settings.calendar,
  history: String(company.settings.retention.history),
  securityEvents: String(company.settings.retention.securityEvents),
  notifications: String(company.settings.retention.notifications),
  messages: String(company.settings.retention.messages),
  factor: company.settings.secondFactor.required,
  factorRoles: company.settings.secondFactor.roles,
})

/// What is set elsewhere stays as it is.
const changeOf = (values: ReturnType<typeof valuesOf>, { settings }: Company, version: number): CompanyChange => ({
  version,
  name: values.name.trim(),
  timeZone: values.timeZone,
  currency: values.currency,
  defaultCountry: values.defaultCountry.trim().toUpperCase(),
  locale: values.locale,
  settings: {
    ...settings,
    firstTaskDueHours: Number(values.firstTaskDueHours),
    reminders: minutesOf(values.reminders) ?? [],
    resubmitReopens: values.resubmitReopens,
    assignment: { role: values.role, maxOpen: Number(values.maxOpen) },
    calendar: values.calendar,
    retention: { history: Number(values.history), securityEvents: Number(values.securityEvents), notifications: Number(values.notifications), messages: Number(values.messages) },
    secondFactor: { required: values.factor, roles: values.factor === 'roles' ? values.factorRoles : [] },
  },
})

const currencies = () => Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code }))

export function CompanyForm({ company, mayChange }: { company: Company; mayChange: boolean }) {
  const queries = useQueryClient()
  const { data: roles } = useQuery(rolesQuery)
  const save = useMutation({
    mutationFn: (change: CompanyChange) => saveCompany(change),
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(companyQuery.queryKey, saved)
      void queries.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('company.saved'))
    },
  })
  const form = useForm(valuesOf(company), {
    error: save.error,
    checks: {
      name: required(t('name.missing')),
      firstTaskDueHours: (text) => (/^\d+$/.test(text) && Number(text) <= MOST_HOURS ? undefined : t('company.firstTask.wrong')),
      reminders: (text) => (minutesOf(text) === null ? t('company.reminders.wrong') : undefined),
      factorRoles: (chosen, { factor }) => (factor === 'roles' && chosen.length === 0 ? t('company.factor.missing') : undefined),
    },
  })
  const { values, set, field } = form
  return (
    <EditorForm
      id="company"
      dirty={form.dirty}
      className="flex flex-col gap-4"
      onSubmit={() => {
        if (!save.isPending && form.check()) save.mutate(changeOf(values, company, company.version))
      }}
    >
      <ConflictNotice error={save.error} onTheirs={() => void queries.invalidateQueries({ queryKey: companyQuery.queryKey })} onMine={(current) => save.mutate(changeOf(values, company, current))} />
      {!isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} fields={Object.keys(values)} />}
      <Card id="company-base" title={t('company.base')} hint={t('company.base.hint')}>
        <Field label={t('company.name')} {...field('name')}>
          <Input value={values.name} disabled={!mayChange} onChange={(e) => set('name', e.target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('company.zone')} {...field('timeZone')}>
            <Select label={t('company.zone')} options={zoneOptions(values.timeZone)} value={values.timeZone} disabled={!mayChange} onChange={(zone) => zone !== null && set('timeZone', zone)} />
          </Field>
          <Field label={t('company.language')} {...field('locale')}>
            <Select label={t('company.language')} options={LOCALES} value={values.locale} disabled={!mayChange} onChange={(locale) => locale !== null && set('locale', locale)} />
          </Field>
          <Field label={t('company.currency')} {...field('currency')}>
            <Select label={t('company.currency')} options={currencies()} value={values.currency} disabled={!mayChange} onChange={(code) => code !== null && set('currency', code)} />
          </Field>
          <Field label={t('company.country')} hint={t('company.country.hint')} {...field('defaultCountry')}>
            <Input maxLength={2} className="uppercase" value={values.defaultCountry} disabled={!mayChange} onChange={(e) => set('defaultCountry', e.target.value)} />
          </Field>
        </div>
      </Card>
      <Card id="company-office" title={t('company.office')} hint={t('company.office.hint')}>
        <OfficeHours calendar={values.calendar} disabled={!mayChange} onChange={(calendar) => set('calendar', calendar)} />
      </Card>
      <Card id="company-rules" title={t('company.rules')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('company.firstTask')} hint={t('company.firstTask.hint')} {...field('firstTaskDueHours')}>
            <Input inputMode="numeric" value={values.firstTaskDueHours} disabled={!mayChange} onChange={(e) => set('firstTaskDueHours', e.target.value)} />
          </Field>
          <Field label={t('company.reminders')} hint={t('company.reminders.hint')} {...field('reminders')}>
            <Input value={values.reminders} disabled={!mayChange} onChange={(e) => set('reminders', e.target.value)} />
          </Field>
          <Field label={t('company.pool')} hint={t('company.pool.hint')} {...field('role')}>
            <Select
              label={t('company.pool')}
              options={(roles ?? []).map((role) => ({ value: role.key, label: role.name }))}
              placeholder={values.role}
              value={values.role}
              disabled={!mayChange}
              onChange={(role) => role !== null && set('role', role)}
            />
          </Field>
          <Field label={t('company.maxOpen')} hint={t('company.maxOpen.hint')} {...field('maxOpen')}>
            <Input inputMode="numeric" value={values.maxOpen} disabled={!mayChange} onChange={(e) => set('maxOpen', e.target.value.replace(/\D/g, ''))} />
          </Field>
        </div>
        <Switch label={t('company.resubmit')} hint={t('company.resubmit.hint')} checked={values.resubmitReopens} disabled={!mayChange} onChange={(e) => set('resubmitReopens', e.target.checked)} />
      </Card>
      <Card id="company-sign-in" title={t('company.factor')} hint={t('company.factor.hint')}>
        <Segmented
          label={t('company.factor')}
          disabled={!mayChange}
          value={values.factor}
          options={[
            { value: 'nobody', label: t('company.factor.nobody') },
            { value: 'roles', label: t('company.factor.roles') },
            { value: 'everybody', label: t('company.factor.everybody') },
          ]}
          onChange={(chosen) => set('factor', chosen)}
        />
        {values.factor === 'roles' && (
          <Field label={t('company.factor.which')} {...field('factorRoles')}>
            <MultiSelect
              label={t('company.factor.which')}
              options={(roles ?? []).map((role) => ({ value: role.key, label: role.name }))}
              value={values.factorRoles}
              disabled={!mayChange}
              onChange={(chosen) => set('factorRoles', chosen)}
            />
          </Field>
        )}
      </Card>
      <Card id="company-retention" title={t('company.retention')} hint={t('company.retention.hint')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {KEPT.map(({ key, label, hint }) => (
            <Field key={key} label={t(label)} hint={t(hint)} {...field(key)}>
              <Input inputMode="numeric" value={values[key]} disabled={!mayChange} onChange={(e) => set(key, e.target.value.replace(/\D/g, ''))} />
            </Field>
          ))}
        </div>
      </Card>
      {mayChange && (
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={!form.dirty} busy={save.isPending}>
            {t('company.save')}
          </Button>
        </div>
      )}
    </EditorForm>
  )
}
