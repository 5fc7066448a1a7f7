import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Pencil, Plus, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { changeUser, deleteTeam, type Team, teamsQuery, userQuery, usersQuery, type UserView } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { Badge } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { tip } from '@/ui/tip'
import { toast } from '@/ui/toast'
import { userOptions } from '@/ui/UserPicker'
import { pathTo } from './tree'

type Props = { team: Team; teams: readonly Team[]; mayChange: boolean; onEdit: () => void; onAddBelow: () => void; onGone: () => void }

export function TeamPanel({ team, teams, mayChange, onEdit, onAddBelow, onGone }: Props) {
  const queries = useQueryClient()
  const { data: people = [] } = useQuery(directoryQuery)
  const list = useInfiniteQuery(usersQuery({ teamId: team.id, active: true }))
  const members = list.data?.pages.flatMap((page) => page.users) ?? []
  const below = teams.filter((each) => each.parentId === team.id)
  const leader = people.find((person) => person.id === team.leaderId)
  const path = pathTo(teams, team)
  const [deleting, setDeleting] = useState(false)
  const [adding, setAdding] = useState(false)
  const reload = () => {
    void queries.invalidateQueries({ queryKey: ['users'] })
    void queries.invalidateQueries({ queryKey: directoryQuery.queryKey })
  }
  const remove = useMutation({
    mutationFn: () => deleteTeam(team),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('teams.deleted', { name: team.name }))
      void queries.invalidateQueries({ queryKey: teamsQuery.queryKey })
      onGone()
    },
  })
  const move = useMutation({
    mutationFn: async ({ user, teamId }: { user: UserView; teamId: string | null }) => ({ before: user, after: await changeUser(user.id, user.version, { teamId }) }),
    onSuccess: ({ before, after }) => {
      const back = async () => {
        await changeUser(after.id, after.version, { teamId: before.teamId ?? null })
        reload()
      }
      toast(after.teamId === team.id ? t('teams.added', { name: after.name, team: team.name }) : t('teams.removed', { name: after.name, team: team.name }), { undo: back })
    },
    onSettled: reload,
  })
  const add = useMutation({
    mutationFn: async (id: string) => {
      const name = people.find((person) => person.id === id)?.name ?? ''
      const user = await queries.fetchQuery({ ...userQuery(id, name), staleTime: 0 })
      return user && move.mutateAsync({ user, teamId: team.id })
    },
    meta: { shown: true },
  })
  const inUse = members.length > 0 || below.length > 0
  return (
    <article aria-labelledby="team" className="mx-auto flex max-w-3xl flex-col gap-6 p-4 sm:p-6">
      <header className="flex flex-col gap-3">
        <Link to="/teams" search={{}} replace className="flex items-center gap-1.5 self-start font-medium text-accent lg:hidden touch:min-h-11">
          <ArrowLeft size={16} className="mirror" aria-hidden />
          {t('teams.all')}
        </Link>
        <div className="flex flex-col items-start gap-3 sm:flex-row">
          <div className="min-w-0 flex-1">
            {path.length > 0 && <p className="truncate text-12 text-ink-3">{path.map((each) => each.name).join(' › ')}</p>}
            <h2 id="team" className="text-20 font-semibold break-words">
              {team.name}
            </h2>
            <p className="mt-1 flex items-center gap-2 text-ink-2">
              {leader ? (
                <>
                  <Avatar name={leader.name} size="sm" />
                  {t('teams.ledBy', { name: leader.name })}
                </>
              ) : (
                t('teams.noLeader')
              )}
            </p>
          </div>
          {mayChange && (
            <div className="flex flex-wrap gap-2">
              <Button icon={<Pencil size={14} aria-hidden />} onClick={onEdit}>
                {t('teams.edit')}
              </Button>
              <Button icon={<Plus size={14} aria-hidden />} onClick={onAddBelow}>
                {t('teams.below.add')}
              </Button>
              {inUse ? (
                <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} aria-disabled aria-description={t('teams.delete.used')} {...tip(t('teams.delete.used'))}>
                  {t('word.delete')}
                </Button>
              ) : (
                <Button variant="danger" icon={<Trash2 size={14} aria-hidden />} onClick={() => setDeleting(true)}>
                  {t('word.delete')}
                </Button>
              )}
            </div>
          )}
        </div>
      </header>
      <section aria-labelledby="members">
        <div className="mb-2 flex items-center justify-between gap-3">
          <h3 id="members" className="font-semibold">
            {t('teams.members')} <span className="font-normal text-ink-3 tabular-nums">{members.length > 0 && members.length}</span>
          </h3>
          {mayChange && (
            <Popover
              label={t('teams.member.add')}
              open={adding}
              onOpenChange={setAdding}
              align="end"
              className="w-72"
              trigger={
                <Button size="sm" busy={add.isPending} icon={<Plus size={14} aria-hidden />}>
                  {t('teams.member.add')}
                </Button>
              }
            >
              <OptionList
                label={t('teams.member.add')}
                searchable
                options={userOptions(people.filter((person) => person.active && person.teamId !== team.id))}
                selected={[]}
                onPick={(id) => {
                  setAdding(false)
                  add.mutate(id)
                }}
              />
            </Popover>
          )}
        </div>
        {add.error !== null && (
          <div className="mb-2">
            <ProblemAlert error={add.error} />
          </div>
        )}
        {list.error !== null && members.length === 0 && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={3} />}
        {list.data && members.length === 0 && <p className="rounded-card border border-dashed border-line-strong px-4 py-6 text-center text-ink-3">{t('teams.members.none')}</p>}
        {members.length > 0 && (
          <ul className="flex flex-col divide-y divide-line rounded-card border border-line">
            {members.map((user) => (
              <li key={user.id} className="flex min-h-12 items-center gap-3 px-3 py-1.5">
                <Avatar name={user.name} />
                <span className="min-w-0 flex-1">
                  <Link to="/users" search={{ user: user.id }} className="font-medium hover:underline">
                    <bdi>{user.name}</bdi>
                  </Link>
                  <span className="block truncate text-12 text-ink-3">{user.roles.map((role) => role.name).join(', ')}</span>
                </span>
                {user.id === team.leaderId && <Badge tone="accent">{t('teams.leader')}</Badge>}
                {mayChange && (
                  <IconButton label={t('teams.member.remove', { name: user.name })} size="sm" disabled={move.isPending} onClick={() => move.mutate({ user, teamId: null })}>
                    <X size={14} aria-hidden />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button className="mt-2" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        )}
      </section>
      {below.length > 0 && (
        <section aria-labelledby="below">
          <h3 id="below" className="mb-2 font-semibold">
            {t('teams.below')}
          </h3>
          <ul className="flex flex-wrap gap-2">
            {below.map((each) => (
              <li key={each.id}>
                <Link to="/teams" search={{ team: each.id }} replace className="flex h-hit items-center rounded-control border border-line-strong px-3 font-medium hover:bg-hover">
                  {each.name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {deleting && (
        <ConfirmDialog
          title={t('teams.delete.title', { name: team.name })}
          text={t('teams.delete.text')}
          confirm={t('teams.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => {
            setDeleting(false)
            remove.reset()
          }}
        />
      )}
    </article>
  )
}
