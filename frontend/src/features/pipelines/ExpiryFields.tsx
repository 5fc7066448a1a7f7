import type { Expiry } from '@/api/pipelines'
import type { FieldMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import type { Option } from '@/ui/options'
import { Select } from '@/ui/Select'
import { problemAt } from './draft'

type Props = {
  expiry: Expiry | null
  fields: readonly FieldMeta[]
  statuses: readonly Option[]
  /// Where they go unless one says otherwise.
  target: string
  disabled: boolean
  problems: readonly { at: string; message: string }[] | undefined
  onChange: (expiry: Expiry | null) => void
}

const CREATED = 'created'

export function ExpiryFields({ expiry, fields, statuses, target, disabled, problems, onChange }: Props) {
  const times = fields.filter((field) => field.kind === 'date' || field.kind === 'instant').map((field) => ({ value: field.key, label: field.label }))
  return (
    <>
      <Switch
        label={t('pipelines.expiry.on')}
        checked={expiry !== null}
        disabled={disabled}
        onChange={(e) => onChange(e.target.checked ? { days: 30, since: CREATED, to: target } : null)}
      />
      {expiry && (
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label={t('pipelines.expiry.days')} error={problemAt(problems, 'expiry/days')}>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              step={1}
              value={Number.isFinite(expiry.days) ? expiry.days : ''}
              disabled={disabled}
              onChange={(e) => onChange({ ...expiry, days: e.target.value === '' ? Number.NaN : Math.trunc(Number(e.target.value)) })}
            />
          </Field>
          <Field label={t('pipelines.expiry.since')} error={problemAt(problems, 'expiry/since')}>
            <Select
              label={t('pipelines.expiry.since')}
              options={[{ value: CREATED, label: t('pipelines.expiry.created') }, ...times.filter((option) => option.value !== 'createdAt')]}
              value={expiry.since}
              disabled={disabled}
              onChange={(since) => onChange({ ...expiry, since: since ?? CREATED })}
            />
          </Field>
          <Field label={t('pipelines.expiry.to')} error={problemAt(problems, 'expiry/to')}>
            <Select label={t('pipelines.expiry.to')} options={statuses} value={expiry.to || null} disabled={disabled} onChange={(to) => onChange({ ...expiry, to: to ?? '' })} />
          </Field>
          {problems?.some(({ at }) => at === 'expiry') && <p className="text-12 text-bad sm:col-span-3">{problems.filter(({ at }) => at === 'expiry').map(({ message }) => message).join(' ')}</p>}
        </div>
      )}
    </>
  )
}
