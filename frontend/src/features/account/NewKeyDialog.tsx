import { useMutation } from '@tanstack/react-query'
import { createKey, type CreatedApiKey, type KeyScope } from '@/api/keys'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Checkbox } from '@/ui/Checkbox'
import { DateTimeInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { moduleLabel } from './keyWords'

const ADMINISTRATION = ['users', 'roles', 'pipelines', 'assignment', 'integrations', 'system']

type Values = { name: string; level: 'read' | 'write'; admin: boolean; modules: string[]; expiresAt: string | null }

export function NewKeyDialog({ onMade, onClose }: { onMade: (created: CreatedApiKey) => void; onClose: () => void }) {
  const me = useMe()
  const create = useMutation({
    mutationFn: ({ name, level, admin, modules, expiresAt }: Values) => {
      const scopes: KeyScope[] = admin ? [level, 'admin'] : [level]
      return createKey({ name: name.trim(), scopes, modules, ...(expiresAt === null ? {} : { expiresAt }) })
    },
    meta: { shown: true },
    onSuccess: onMade,
  })
  const form = useForm<Values>(
    { name: '', level: 'read', admin: false, modules: [], expiresAt: null },
    {
      error: create.error,
      checks: {
        name: required(t('name.missing')),
        expiresAt: (at) => (at !== null && Date.parse(at) <= Date.now() ? t('keys.expires.past') : undefined),
      },
    },
  )
  const { values, set, field } = form
  const modules = Object.entries(me.rights)
    .filter(([, right]) => right.level !== 'none')
    .map(([key]) => ({ value: key, label: moduleLabel(key) }))
  return (
    <FormDialog
      title={t('keys.new')}
      description={t('keys.text')}
      dirty={form.dirty}
      busy={create.isPending}
      submit={t('keys.create')}
      onSubmit={() => form.check() && create.mutate(values)}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={create.error} fields={['name', 'modules', 'expiresAt']} />
        <Field label={t('keys.name')} hint={t('keys.name.hint')} {...field('name')}>
          <Input autoFocus autoComplete="off" maxLength={100} value={values.name} onChange={(e) => set('name', e.target.value)} />
        </Field>
        <div className="flex flex-col gap-1">
          <span className="text-12 font-medium text-ink-2">{t('keys.scopes')}</span>
          <Segmented
            label={t('keys.scopes')}
            fill
            value={values.level}
            options={[
              { value: 'read', label: t('keys.scope.read') },
              { value: 'write', label: t('keys.scope.write') },
            ]}
            onChange={(level) => set('level', level)}
          />
        </div>
        {ADMINISTRATION.some((module) => may(me, module, 'write')) && (
          <Checkbox label={t('keys.admin')} hint={t('keys.admin.hint')} checked={values.admin} onChange={(e) => set('admin', e.target.checked)} />
        )}
        <Field label={t('keys.modules')} optional {...field('modules')}>
          <MultiSelect label={t('keys.modules')} placeholder={t('keys.modules.all')} options={modules} value={values.modules} onChange={(chosen) => set('modules', chosen)} />
        </Field>
        <Field label={t('keys.expires')} optional {...field('expiresAt')}>
          <DateTimeInput value={values.expiresAt} onChange={(at) => set('expiresAt', at)} />
        </Field>
      </div>
    </FormDialog>
  )
}
