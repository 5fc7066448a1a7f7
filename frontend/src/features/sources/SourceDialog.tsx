import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isProblem } from '@/api/problem'
import { type LeadSource, publicAddress, sourcesQuery } from '@/api/sources'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import type { useForm } from '@/ui/useForm'
import type { useSaveSource } from './useSaveSource'

type Named = { name: string; active: boolean }
type Props = {
  source: LeadSource | null
  title: string
  form: Pick<ReturnType<typeof useForm<Named>>, 'values' | 'set' | 'dirty' | 'field'>
  save: ReturnType<typeof useSaveSource>
  mayChange: boolean
  onSubmit: (version?: number) => void
  onClose: () => void
  children: ReactNode
}

/// What all sources have: a name, an address, open or closed.
export function SourceDialog({ source, title, form, save, mayChange, onSubmit, onClose, children }: Props) {
  const queries = useQueryClient()
  const company = useMe().tenant.slug
  return (
    <FormDialog
      as="sheet"
      title={source?.name ?? title}
      dirty={form.dirty}
      busy={save.isPending}
      submit={source ? t('word.save') : t('sources.create')}
      canSubmit={mayChange}
      onSubmit={() => onSubmit()}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ConflictNotice
          error={save.error}
          onTheirs={() => {
            void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
            onClose()
          }}
          onMine={onSubmit}
        />
        {!isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} fields={['name']} />}
        {source && (
          <Field label={t('sources.address')} hint={t(`sources.address.${source.definition.kind}`)}>
            <Input readOnly dir="ltr" value={publicAddress(company, source)} onFocus={(e) => e.target.select()} />
          </Field>
        )}
        <Field label={t('sources.name')} {...form.field('name')}>
          <Input autoFocus={source === null} autoComplete="off" disabled={!mayChange} value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        {children}
        {source && <Switch label={t('sources.active')} disabled={!mayChange} checked={form.values.active} onChange={(e) => form.set('active', e.target.checked)} />}
      </div>
    </FormDialog>
  )
}
