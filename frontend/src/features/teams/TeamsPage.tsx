import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { CornerDownRight, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { type Team, teamsQuery } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/teams'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { useMedia } from '@/ui/useMedia'
import { TeamDialog } from './TeamDialog'
import { TeamPanel } from './TeamPanel'
import { forest, type TeamNode } from './tree'

/// The tree at the start side, the chosen team beside it; on a phone one at a time.
export function TeamsPage() {
  const me = useMe()
  const { team: chosenId } = useSearch({ from: '/shell/teams' })
  const navigate = useNavigate()
  const mayChange = may(me, 'users', 'write')
  const { data: teams, error, refetch } = useQuery(teamsQuery)
  const { data: people = [] } = useQuery(directoryQuery)
  const [editing, setEditing] = useState<{ team: Team | null; parentId: string | null } | null>(null)
  const nodes = useMemo(() => forest(teams ?? []), [teams])
  // Where both stand side by side, the first team is a better start than an empty half.
  const wide = useMedia('(min-width: 1024px)')
  const chosen = teams?.find((team) => team.id === chosenId) ?? (wide ? nodes[0]?.team : undefined)
  const create = useMemo<Action>(() => ({ id: 'team.new', label: t('teams.new'), group: 'create', run: () => setEditing({ team: null, parentId: null }) }), [])
  useActions(useMemo(() => (mayChange ? [create] : []), [mayChange, create]))

  const members = (id: string) => people.filter((person) => person.teamId === id && person.active).length
  const nameOf = (id: string | null | undefined) => people.find((person) => person.id === id)?.name
  const button = mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <Page title={t('nav.teams')} aside={teams?.length ? teams.length : undefined} actions={button} fixed>
      {error !== null && !teams ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : !teams ? (
        <SkeletonRows rows={6} className="p-4" />
      ) : teams.length === 0 ? (
        <EmptyState kind="first" title={t('teams.first')} text={t('teams.first.text')} action={button} />
      ) : (
        <div className="flex min-h-0 flex-1">
          <nav aria-label={t('teams.tree')} className={cn('w-full shrink-0 overflow-y-auto p-2 lg:w-96 lg:border-e lg:border-line', chosen && 'max-lg:hidden')}>
            <Branch nodes={nodes} chosen={chosen?.id} members={members} nameOf={nameOf} />
          </nav>
          <div className={cn('min-w-0 flex-1 overflow-y-auto', !chosen && 'max-lg:hidden')}>
            {chosen && (
              <TeamPanel
                key={chosen.id}
                team={chosen}
                teams={teams}
                mayChange={mayChange}
                onEdit={() => setEditing({ team: chosen, parentId: chosen.parentId ?? null })}
                onAddBelow={() => setEditing({ team: null, parentId: chosen.id })}
                onGone={() => void navigate({ to: '/teams', search: {}, replace: true })}
              />
            )}
          </div>
        </div>
      )}
      {editing && (
        <TeamDialog
          team={editing.team}
          parentId={editing.parentId}
          teams={teams ?? []}
          onClose={() => setEditing(null)}
          onSaved={(team) => {
            setEditing(null)
            void navigate({ to: '/teams', search: { team: team.id }, replace: true })
          }}
        />
      )}
    </Page>
  )
}

type BranchProps = { nodes: readonly TeamNode[]; chosen: string | undefined; members: (id: string) => number; nameOf: (id: string | null | undefined) => string | undefined }

function Branch({ nodes, chosen, members, nameOf }: BranchProps) {
  return (
    <ul className="flex flex-col">
      {nodes.map(({ team, depth, children }) => (
        <li key={team.id}>
          <Link
            to="/teams"
            search={{ team: team.id }}
            replace
            aria-current={team.id === chosen ? 'true' : undefined}
            className={cn('flex min-h-11 items-center gap-2 rounded-control pe-3 hover:bg-hover', team.id === chosen && 'bg-soft text-soft-ink hover:bg-soft')}
            // The one style that depends on data: how deep the team lies.
            style={{ paddingInlineStart: `${12 + depth * 20}px` }}
          >
            {depth > 0 && <CornerDownRight size={14} className="mirror text-ink-3" aria-hidden />}
            <span className="min-w-0 flex-1 py-1">
              <bdi className="block truncate font-medium">{team.name}</bdi>
              <span className={cn('block truncate text-12', team.id === chosen ? 'text-soft-ink' : 'text-ink-3')}>
                {team.leaderId ? t('teams.ledBy', { name: nameOf(team.leaderId) ?? '' }) : t('teams.noLeader')}
              </span>
            </span>
            <span className="text-12 tabular-nums" title={t('teams.members.count', { count: members(team.id) })}>
              <span aria-hidden="true">{members(team.id)}</span>
              <span className="sr-only">{t('teams.members.count', { count: members(team.id) })}</span>
            </span>
          </Link>
          {children.length > 0 && <Branch nodes={children} chosen={chosen} members={members} nameOf={nameOf} />}
        </li>
      ))}
    </ul>
  )
}
