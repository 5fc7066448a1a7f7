import type { ReactNode } from 'react'
import { type LeadSource, publicAddress, type SourceChange } from '@/api/sources'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet, type Saving } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import type { useForm } from '@/ui/useForm'

type Named = { name: string; active: boolean }
type Props = {
  source: LeadSource | null
  title: string
  form: Pick<ReturnType<typeof useForm<Named>>, 'values' | 'set' | 'dirty' | 'field' | 'placed' | 'check'>
  save: Saving<SourceChange>
  definition: () => SourceChange['definition']
  mayChange: boolean
  onClose: () => void
  children: ReactNode
}

/// What all sources have: a name, an address, open or closed.
export function SourceDialog({ source, title, form, save, definition, mayChange, onClose, children }: Props) {
  const company = useMe().tenant.slug
  const { name, active } = form.values
  return (
    <FormSheet
      title={source?.name ?? title}
      submit={source ? t('word.save') : t('sources.create')}
      mayChange={mayChange}
      form={form}
      saving={save}
      version={source?.version}
      wish={() => ({ name: name.trim(), active, definition: definition() })}
      onClose={onClose}
    >
      {source && (
        <Field label={t('sources.address')} hint={t(`sources.address.${source.definition.kind}`)}>
          <Input readOnly dir="ltr" value={publicAddress(company, source)} onFocus={(e) => e.target.select()} />
        </Field>
      )}
      <Field label={t('sources.name')} {...form.field('name')}>
        <Input autoFocus={source === null} autoComplete="off" disabled={!mayChange} value={name} onChange={(e) => form.set('name', e.target.value)} />
      </Field>
      {children}
      {source && <Switch label={t('sources.active')} disabled={!mayChange} checked={active} onChange={(e) => form.set('active', e.target.checked)} />}
    </FormSheet>
  )
}
