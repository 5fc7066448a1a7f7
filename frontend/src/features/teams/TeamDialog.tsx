import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { changeTeam, createTeam, type Team, type TeamChange, teamsQuery } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { Select } from '@/ui/Select'
import { UserPicker } from '@/ui/UserPicker'
import { required, useForm } from '@/ui/useForm'
import { flat, forest, within } from './tree'

type Props = { team: Team | null; parentId: string | null; teams: readonly Team[]; onClose: () => void; onSaved: (team: Team) => void }

/// A new team, or the name, place and leader of one that exists.
export function TeamDialog({ team, parentId, teams, onClose, onSaved }: Props) {
  const queries = useQueryClient()
  const { data: people = [] } = useQuery(directoryQuery)
  const save = useSave({
    send: (change: TeamChange, version) => (team ? changeTeam(team.id, version, change) : createTeam(change)),
    said: ({ name }) => t('teams.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
    onSaved,
    onClose,
  })
  const form = useForm(
    { name: team?.name ?? '', parentId, leaderId: team?.leaderId ?? null } as TeamChange,
    { error: save.error, codes: { TEAM_NAME_TAKEN: 'name', TEAM_UNDER_ITSELF: 'parentId' }, checks: { name: required(t('name.missing')) } },
  )
  const closed = team ? within(teams, team.id) : new Set<string>()
  const places = flat(forest(teams)).filter((node) => !closed.has(node.team.id))
  return (
    <FormSheet
      as="dialog"
      title={team ? t('teams.edit.title', { name: team.name }) : t('teams.new')}
      submit={team ? t('word.save') : t('teams.create')}
      form={form}
      saving={save}
      version={team?.version}
      wish={() => ({ ...form.values, name: form.values.name.trim() })}
      onClose={onClose}
    >
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
    </FormSheet>
  )
}
