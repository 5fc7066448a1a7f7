import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeTeam, createTeam, type Team, type TeamChange, teamsQuery } from '@/api/people'
import { isProblem } from '@/api/problem'
import { directoryQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'
import { required, useForm } from '@/ui/useForm'
import { flat, forest, within } from './tree'

type Props = { team: Team | null; parentId: string | null; teams: readonly Team[]; onClose: () => void; onSaved: (team: Team) => void }

/// A new team, or the name, place and leader of one that exists.
export function TeamDialog({ team, parentId, teams, onClose, onSaved }: Props) {
  const queries = useQueryClient()
  const { data: people = [] } = useQuery(directoryQuery)
  const save = useMutation({
    mutationFn: ({ change, version }: { change: TeamChange; version: number }) => (team ? changeTeam(team.id, version, change) : createTeam(change)),
    meta: { shown: true },
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: teamsQuery.queryKey })
      toast(t('teams.saved', { name: saved.name }))
      onSaved(saved)
    },
  })
  const form = useForm(
    { name: team?.name ?? '', parentId, leaderId: team?.leaderId ?? null } as TeamChange,
    { error: save.error, codes: { TEAM_NAME_TAKEN: 'name', TEAM_UNDER_ITSELF: 'parentId' }, checks: { name: required(t('name.missing')) } },
  )
  const closed = team ? within(teams, team.id) : new Set<string>()
  const places = flat(forest(teams)).filter((node) => !closed.has(node.team.id))
  const submit = (version = team?.version ?? 0) => {
    if (form.check()) save.mutate({ change: { ...form.values, name: form.values.name.trim() }, version })
  }
  return (
    <FormDialog
      title={team ? t('teams.edit.title', { name: team.name }) : t('teams.new')}
      dirty={form.dirty}
      busy={save.isPending}
      submit={team ? t('word.save') : t('teams.create')}
      onSubmit={() => submit()}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ConflictNotice
          error={save.error}
          onTheirs={() => {
            void queries.invalidateQueries({ queryKey: teamsQuery.queryKey })
            onClose()
          }}
          onMine={submit}
        />
        {!form.placed && !isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} fields={['name', 'parentId', 'leaderId']} />}
        <Field label={t('teams.name')} {...form.field('name')}>
          <Input autoFocus autoComplete="off" value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        <Field label={t('teams.parent')} optional hint={t('teams.parent.hint')} {...form.field('parentId')}>
          <Select
            label={t('teams.parent')}
            placeholder={t('teams.parent.none')}
            options={places.map(({ team: each, depth }) => ({ value: each.id, label: `${'— '.repeat(depth)}${each.name}` }))}
            value={form.values.parentId}
            clearable
            onChange={(id) => form.set('parentId', id)}
          />
        </Field>
        <Field label={t('teams.leader')} optional hint={t('teams.leader.hint')} {...form.field('leaderId')}>
          <UserPicker label={t('teams.leader')} users={people} value={form.values.leaderId} clearable onChange={(id) => form.set('leaderId', id)} />
        </Field>
      </div>
    </FormDialog>
  )
}
