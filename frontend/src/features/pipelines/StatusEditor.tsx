import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowLeft, ArrowUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StatusGroup } from '@/api/pipelines'
import { metaQuery } from '@/api/records'
import { rolesQuery } from '@/api/roles'
import type { Tone } from '@/api/types'
import { t } from '@/i18n/t'
import { StatusPill, TONE } from '@/ui/Badge'
import { IconButton } from '@/ui/Button'
import { Checkbox } from '@/ui/Checkbox'
import { cn } from '@/ui/cn'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect, Select } from '@/ui/Select'
import { ConditionList } from './ConditionList'
import { changeStatus, type Draft, type DraftStatus, expiryTarget, moveStatus, problemAt, rename, setNumber } from './draft'
import { EffectList } from './EffectList'
import { ExpiryFields } from './ExpiryFields'

const GROUPS: readonly StatusGroup[] = ['open', 'progress', 'waiting', 'won', 'lost', 'done', 'expired']
const COLORS: readonly Tone[] = ['neutral', 'info', 'accent', 'warn', 'ok', 'bad', 'ai']

type Props = {
  kind: string
  draft: Draft
  status: DraftStatus
  place: number
  disabled: boolean
  problems: readonly { at: string; message: string }[] | undefined
  onChange: (draft: Draft) => void
  onBack: () => void
  onRemove: () => void
}

/// One status: how it looks, who enters it from where, what it asks and what it does.
export function StatusEditor({ kind, draft, status, place, disabled, problems, onChange, onBack, onRemove }: Props) {
  const { data: meta } = useQuery(metaQuery(kind))
  const { data: tasks } = useQuery(metaQuery('task'))
  const { data: roles = [] } = useQuery(rolesQuery)
  const set = (change: Partial<DraftStatus>) => onChange(changeStatus(draft, status.uid, change))
  const others = draft.statuses.filter((each) => each.uid !== status.uid).map((each) => ({ value: each.key, label: each.label }))
  const roleOptions = withUnknown(
    roles.map((role) => ({ value: role.key, label: role.name })),
    status.allowedRoles ?? [],
  )
  const fields = meta?.fields ?? []
  const taskKinds = tasks?.fields.find((field) => field.key === 'kind')?.options ?? []
  const shared = { disabled, problems }
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6 p-4 sm:p-6">
      <header className="flex items-center gap-2">
        <IconButton label={t('pipelines.status.back')} className="lg:hidden" onClick={onBack}>
          <ArrowLeft size={16} className="mirror" aria-hidden />
        </IconButton>
        <h2 className="flex min-w-0 flex-1 items-center gap-2">
          <StatusPill label={status.label || t('pipelines.status.unnamed')} color={status.color} />
          <span className="shrink-0 text-12 font-normal text-ink-3 tabular-nums">{t('pipelines.status.place', { place: place + 1, count: draft.statuses.length })}</span>
        </h2>
        {!disabled && (
          <>
            <IconButton label={t('pipelines.status.up')} disabled={place === 0} onClick={() => onChange(moveStatus(draft, status.uid, place - 1))}>
              <ArrowUp size={16} aria-hidden />
            </IconButton>
            <IconButton label={t('pipelines.status.down')} disabled={place === draft.statuses.length - 1} onClick={() => onChange(moveStatus(draft, status.uid, place + 1))}>
              <ArrowDown size={16} aria-hidden />
            </IconButton>
            <IconButton label={t('pipelines.status.remove')} className="text-bad!" disabled={draft.statuses.length === 1} onClick={onRemove}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </>
        )}
      </header>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('pipelines.status.label')} error={status.label.trim() === '' ? t('pipelines.lack.label') : problemAt(problems, 'label')} hint={t('pipelines.status.key', { key: status.key })}>
          <Input value={status.label} disabled={disabled} autoFocus={status.isNew} onFocus={(e) => status.isNew && e.target.select()} onChange={(e) => onChange(rename(draft, status.uid, e.target.value))} />
        </Field>
        <Field label={t('pipelines.status.group')} hint={t(`pipelines.group.${status.group}`)} error={problemAt(problems, 'group')}>
          <Select
            label={t('pipelines.status.group')}
            options={GROUPS.map((group) => ({ value: group, label: t(`group.${group}`) }))}
            value={status.group}
            disabled={disabled}
            onChange={(group) => group !== null && set({ group: group as StatusGroup })}
          />
        </Field>
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-12 font-medium text-ink-2">{t('pipelines.status.color')}</legend>
        <div className="flex flex-wrap gap-2">
          {COLORS.map((color) => (
            <label
              key={color}
              className={cn(
                'relative flex h-hit items-center gap-1.5 rounded-control px-2.5 font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent',
                TONE[color],
                color === status.color && 'ring-2 ring-current ring-inset',
              )}
            >
              <input type="radio" name={`color-${status.uid}`} className="sr-only" checked={color === status.color} disabled={disabled} onChange={() => set({ color })} />
              <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
              {t(`pipelines.color.${color}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-3">
        <Amount label={t('pipelines.limit')} hint={t('pipelines.limit.hint')} error={problemAt(problems, 'limit')} min={1} max={100_000} value={status.limit} disabled={disabled} onChange={(limit) => onChange(setNumber(draft, status.uid, 'limit', limit))} />
        {meta?.board?.chance && (
          <Amount label={t('pipelines.probability')} hint={t('pipelines.probability.hint')} error={problemAt(problems, 'probability')} min={0} max={100} value={status.probability} disabled={disabled} onChange={(chance) => onChange(setNumber(draft, status.uid, 'probability', chance))} />
        )}
        {fields.some((field) => field.key === 'staleAt') && (
          <Amount label={t('pipelines.stale')} hint={t('pipelines.stale.hint')} error={problemAt(problems, 'staleAfterDays')} min={1} max={3650} value={status.staleAfterDays} disabled={disabled} onChange={(days) => onChange(setNumber(draft, status.uid, 'staleAfterDays', days))} />
        )}
      </div>
      {status.limit !== undefined && (
        <div>
          <Checkbox label={t('pipelines.enforced')} checked={status.enforced ?? false} disabled={disabled} onChange={(e) => set({ enforced: e.target.checked })} />
          <p className="ps-6 text-12 text-ink-3">{t('pipelines.enforced.hint')}</p>
        </div>
      )}
      <Section title={t('pipelines.entry')}>
        <Choice
          label={t('pipelines.from')}
          error={problemAt(problems, 'allowedFrom')}
          value={status.allowedFrom === null ? 'any' : 'some'}
          options={[
            { value: 'any', label: t('pipelines.from.any') },
            { value: 'some', label: t('pipelines.from.some') },
          ]}
          disabled={disabled}
          onChange={(value) => set({ allowedFrom: value === 'any' ? null : others.map((each) => each.value) })}
        >
          {status.allowedFrom !== null && (
            <MultiSelect label={t('pipelines.from')} placeholder={t('pipelines.from.nowhere')} options={others} value={status.allowedFrom} disabled={disabled} onChange={(allowedFrom) => set({ allowedFrom })} />
          )}
        </Choice>
        <Choice
          label={t('pipelines.who')}
          error={problemAt(problems, 'allowedRoles')}
          value={status.allowedRoles === null ? 'all' : status.allowedRoles.length === 0 ? 'system' : 'some'}
          options={[
            { value: 'all', label: t('pipelines.who.all') },
            { value: 'some', label: t('pipelines.who.some') },
            { value: 'system', label: t('pipelines.who.system') },
          ]}
          disabled={disabled}
          onChange={(value) => set({ allowedRoles: value === 'all' ? null : value === 'system' ? [] : roleOptions.slice(0, 1).map((each) => each.value) })}
        >
          {status.allowedRoles !== null && status.allowedRoles.length > 0 && (
            <MultiSelect label={t('pipelines.who')} options={roleOptions} value={status.allowedRoles} disabled={disabled} onChange={(allowedRoles) => set({ allowedRoles })} />
          )}
          {status.allowedRoles?.length === 0 && <p className="text-12 text-ink-3">{t('pipelines.who.system.text')}</p>}
        </Choice>
      </Section>
      <Section title={t('pipelines.conditions')} text={t('pipelines.conditions.text')}>
        <ConditionList conditions={status.conditions} fields={fields} taskKinds={taskKinds} onChange={(conditions) => set({ conditions })} {...shared} />
      </Section>
      <Section title={t('pipelines.effects')} text={t('pipelines.effects.text')}>
        <EffectList effects={status.effects} fields={fields} taskKinds={taskKinds} roles={roles} onChange={(effects) => set({ effects })} {...shared} />
      </Section>
      <Section title={t('pipelines.expiry')} text={t('pipelines.expiry.text')}>
        <ExpiryFields expiry={status.expiry} fields={fields} statuses={others} target={expiryTarget(draft, status.key)} onChange={(expiry) => set({ expiry })} {...shared} />
      </Section>
    </div>
  )
}

/// A role the pipeline names stays visible even when it is gone or cannot be listed.
function withUnknown(options: { value: string; label: string }[], chosen: readonly string[]) {
  return [...options, ...chosen.filter((key) => !options.some((option) => option.value === key)).map((key) => ({ value: key, label: key }))]
}

function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-5">
      <div>
        <h3 className="text-14 font-semibold">{title}</h3>
        {text !== undefined && <p className="text-ink-2">{text}</p>}
      </div>
      {children}
    </section>
  )
}

type AmountProps = { label: string; hint: string; error: string | undefined; min: number; max: number; value: number | undefined; disabled: boolean; onChange: (value: number | null) => void }

function Amount({ label, hint, error, min, max, value, disabled, onChange }: AmountProps) {
  return (
    <Field label={label} optional hint={hint} error={error}>
      <Input
        type="number"
        min={min}
        max={max}
        value={value ?? ''}
        disabled={disabled}
        onChange={(e) => {
          const given = Number.parseInt(e.target.value, 10)
          onChange(given >= min ? given : null)
        }}
      />
    </Field>
  )
}

type ChoiceProps<V extends string> = {
  label: string
  error: string | undefined
  value: V
  options: { value: V; label: string }[]
  disabled: boolean
  onChange: (value: V) => void
  children: ReactNode
}

function Choice<V extends string>({ label, error, value, options, disabled, onChange, children }: ChoiceProps<V>) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 font-medium text-ink-2">{label}</p>
      <Segmented label={label} value={value} options={options} disabled={disabled} onChange={onChange} className="self-start" />
      {children}
      {error !== undefined && <p className="text-12 text-bad">{error}</p>}
    </div>
  )
}
