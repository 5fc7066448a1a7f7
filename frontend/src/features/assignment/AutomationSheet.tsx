import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { type Company, companyQuery, saveCompany } from '@/api/company'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Sheet } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { MultiSelect } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { useForm } from '@/ui/useForm'

const MOST_MINUTES = 43_200
const MOST_DAYS = 30
const LEAST_IDLE = 7
const MOST_IDLE = 365
const MOST_TAKES = 500

type Wish = Pick<Company['settings'], 'reassignment' | 'recycling' | 'requests'>

/// What changes hands by itself: late work, what its owner lets lie, and records people ask for.
export function AutomationSheet({ onClose }: { onClose: () => void }) {
  const company = useQuery(companyQuery)
  if (company.data) return <AutomationForm company={company.data} onClose={onClose} />
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('automation.title')}>
      {company.error ? <ProblemAlert error={company.error} onRetry={() => void company.refetch()} /> : <SkeletonRows rows={3} />}
    </Sheet>
  )
}

function AutomationForm({ company, onClose }: { company: Company; onClose: () => void }) {
  const queries = useQueryClient()
  const me = useMe()
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(me, 'roles') })
  const mayChange = may(me, 'system', 'write')
  const { reassignment, recycling, requests } = company.settings
  const save = useSave({
    send: (wish: Wish, version) => {
      const { name, timeZone, currency, defaultCountry, locale, settings } = company
      return saveCompany({ version, name, timeZone, currency, defaultCountry, locale, settings: { ...settings, ...wish } })
    },
    said: () => t('automation.saved'),
    reload: () => void queries.invalidateQueries({ queryKey: companyQuery.queryKey }),
    onClose,
  })
  const within = (least: number, most: number, words: string) => (text: string) => (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? undefined : words)
  const form = useForm(
    { active: reassignment.active, afterMinutes: String(reassignment.afterMinutes), dueDays: String(reassignment.dueDays), approvedRoles: requests.approvedRoles, pool: recycling.active, idleDays: String(recycling.idleDays), coolDownDays: String(recycling.coolDownDays), takesPerDay: String(recycling.takesPerDay), poolRoles: recycling.roles },
    { error: save.error, checks: { afterMinutes: within(0, MOST_MINUTES, t('automation.after.wrong')), dueDays: within(0, MOST_DAYS, t('automation.days.wrong')), idleDays: within(LEAST_IDLE, MOST_IDLE, t('automation.pool.idle.wrong')), coolDownDays: within(0, MOST_IDLE, t('automation.pool.coolDown.wrong')), takesPerDay: within(1, MOST_TAKES, t('automation.pool.takes.wrong')) } },
  )
  const { values, set, field } = form
  return (
    <FormSheet
      title={t('automation.title')}
      description={t('automation.text')}
      submit={t('word.save')}
      mayChange={mayChange}
      form={form}
      saving={save}
      version={company.version}
      wish={(): Wish => ({
        reassignment: { active: values.active, afterMinutes: Number(values.afterMinutes), dueDays: Number(values.dueDays) },
        recycling: { ...recycling, active: values.pool, idleDays: Number(values.idleDays), coolDownDays: Number(values.coolDownDays), takesPerDay: Number(values.takesPerDay), roles: values.poolRoles },
        requests: { approvedRoles: values.approvedRoles },
      })}
      onClose={onClose}
    >
      <fieldset className="flex flex-col gap-3" disabled={!mayChange}>
        <legend className="mb-2 font-semibold">{t('automation.late')}</legend>
        <Switch label={t('automation.late.active')} hint={t('automation.late.hint')} checked={values.active} onChange={(e) => set('active', e.target.checked)} />
        {values.active && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('automation.after')} hint={t('automation.after.hint')} {...field('afterMinutes')}>
              <Input inputMode="numeric" value={values.afterMinutes} onChange={(e) => set('afterMinutes', e.target.value)} />
            </Field>
            <Field label={t('automation.days')} hint={t('automation.days.hint')} {...field('dueDays')}>
              <Input inputMode="numeric" value={values.dueDays} onChange={(e) => set('dueDays', e.target.value)} />
            </Field>
          </div>
        )}
      </fieldset>
      <fieldset className="flex flex-col gap-3" disabled={!mayChange}>
        <legend className="mb-2 font-semibold">{t('automation.pool')}</legend>
        <Switch label={t('automation.pool.active')} hint={t('automation.pool.hint')} checked={values.pool} onChange={(e) => set('pool', e.target.checked)} />
        {values.pool && (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('automation.pool.idle')} {...field('idleDays')}>
                <Input inputMode="numeric" value={values.idleDays} onChange={(e) => set('idleDays', e.target.value)} />
              </Field>
              <Field label={t('automation.pool.takes')} {...field('takesPerDay')}>
                <Input inputMode="numeric" value={values.takesPerDay} onChange={(e) => set('takesPerDay', e.target.value)} />
              </Field>
              <Field label={t('automation.pool.coolDown')} hint={t('automation.pool.coolDown.hint')} {...field('coolDownDays')}>
                <Input inputMode="numeric" value={values.coolDownDays} onChange={(e) => set('coolDownDays', e.target.value)} />
              </Field>
            </div>
            <Field label={t('automation.pool.roles')} hint={t('automation.pool.roles.hint')} {...field('poolRoles')}>
              <MultiSelect
                label={t('automation.pool.roles')}
                options={roles.map(({ key, name }) => ({ value: key, label: name }))}
                value={values.poolRoles}
                disabled={!mayChange}
                onChange={(chosen) => set('poolRoles', chosen)}
              />
            </Field>
          </>
        )}
      </fieldset>
      <fieldset className="flex flex-col gap-3" disabled={!mayChange}>
        <legend className="mb-2 font-semibold">{t('requests.title')}</legend>
        <Field label={t('automation.roles')} hint={t('automation.roles.hint')} {...field('approvedRoles')}>
          <MultiSelect
            label={t('automation.roles')}
            options={roles.map(({ key, name }) => ({ value: key, label: name }))}
            value={values.approvedRoles}
            disabled={!mayChange}
            onChange={(chosen) => set('approvedRoles', chosen)}
          />
        </Field>
      </fieldset>
    </FormSheet>
  )
}
