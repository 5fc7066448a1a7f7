import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { deleteTerritory, saveTerritory, territoriesQuery, type Territory, type TerritoryValues } from '@/api/people'
import { isProblem } from '@/api/problem'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { required, useForm } from '@/ui/useForm'
import { Card } from './Card'

/// The sales areas and their cities.
export function TerritoriesCard({ mayChange }: { mayChange: boolean }) {
  const { data: territories, error, refetch } = useQuery(territoriesQuery)
  const [editing, setEditing] = useState<Territory | 'new' | null>(null)
  return (
    <Card
      id="company-territories"
      title={t('territories.title')}
      hint={t('territories.hint')}
      actions={
        mayChange && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setEditing('new')}>
            {t('territories.new')}
          </Button>
        )
      }
    >
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {territories?.length === 0 && <p className="text-ink-3">{t('territories.none')}</p>}
      <ul className="flex flex-col">
        {territories?.map((territory) => (
          <li key={territory.id} className="flex min-h-10 items-center gap-3 border-b border-line py-1 last:border-b-0">
            <span className="min-w-0 flex-1">
              <bdi className="font-medium">{territory.name}</bdi>
              <span className="block truncate text-12 text-ink-3">
                {t('territories.count', { count: territory.cities.length })} · <bdi className="capitalize">{territory.cities.join(', ')}</bdi>
              </span>
            </span>
            {mayChange && (
              <IconButton size="sm" label={t('territories.edit', { name: territory.name })} onClick={() => setEditing(territory)}>
                <Pencil size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {editing !== null && <TerritoryDialog territory={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Card>
  )
}

function TerritoryDialog({ territory, onClose }: { territory: Territory | null; onClose: () => void }) {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const done = (words: string) => {
    void queries.invalidateQueries({ queryKey: territoriesQuery.queryKey })
    toast(words)
    onClose()
  }
  const save = useMutation({
    mutationFn: (values: TerritoryValues) => saveTerritory(territory, values),
    meta: { shown: true },
    onSuccess: (saved) => done(t('territories.saved', { name: saved.name })),
  })
  const remove = useMutation({
    mutationFn: (gone: Territory) => deleteTerritory(gone),
    meta: { shown: true },
    onSuccess: (_nothing, gone) => done(t('territories.deleted', { name: gone.name })),
  })
  const form = useForm(
    { name: territory?.name ?? '', cities: territory?.cities.join('\n') ?? '' },
    { error: save.error, codes: { TERRITORY_NAME_TAKEN: 'name' }, checks: { name: required(t('name.missing')) } },
  )
  const submit = () => {
    if (form.check()) save.mutate({ name: form.values.name.trim(), cities: form.values.cities.split('\n').map((city) => city.trim()).filter((city) => city !== '') })
  }
  return (
    <>
      <FormDialog
        title={territory ? t('territories.edit', { name: territory.name }) : t('territories.new')}
        dirty={form.dirty}
        busy={save.isPending}
        submit={territory ? t('word.save') : t('territories.create')}
        onSubmit={submit}
        onClose={onClose}
        aside={
          territory && (
            <Button variant="danger" onClick={() => setAsking(true)}>
              {t('territories.delete')}
            </Button>
          )
        }
      >
        <div className="flex flex-col gap-4">
          {!form.placed && <ProblemAlert error={save.error} fields={isProblem(save.error, 'VALIDATION_FAILED') ? ['name', 'cities'] : []} />}
          <Field label={t('territories.name')} {...form.field('name')}>
            <Input autoFocus maxLength={100} value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
          </Field>
          <Field label={t('territories.cities')} optional hint={t('territories.cities.hint')} {...form.field('cities')}>
            <TextArea rows={6} value={form.values.cities} onChange={(e) => form.set('cities', e.target.value)} onSubmitKeys={submit} />
          </Field>
        </div>
      </FormDialog>
      {asking && territory && (
        <ConfirmDialog
          title={t('territories.delete.title', { name: territory.name })}
          text={t('territories.delete.text')}
          confirm={t('territories.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(territory)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
