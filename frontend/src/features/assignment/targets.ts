import type { Target } from '@/api/assignment'
import type { Team } from '@/api/people'
import type { DirectoryUser } from '@/api/types'
import { t } from '@/i18n/t'

/// What is chosen in the form: the kind of target, and from whom for those that choose among several.
export type TargetForm = { type: Target['type']; pool: 'people' | 'team' | 'default'; userId: string | null; userIds: string[]; teamId: string | null; role: string | null }

export function toForm(target: Target | undefined): TargetForm {
  const empty: TargetForm = { type: 'roundRobin', pool: 'people', userId: null, userIds: [], teamId: null, role: null }
  if (!target) return empty
  switch (target.type) {
    case 'user':
      return { ...empty, type: 'user', userId: target.userId }
    case 'team':
      return { ...empty, type: 'team', teamId: target.teamId }
    case 'role':
      return { ...empty, type: 'role', role: target.role }
    case 'roundRobin':
    case 'leastLoaded': {
      const userIds = target.userIds ?? []
      return { ...empty, type: target.type, userIds, teamId: target.teamId ?? null, pool: userIds.length > 0 ? 'people' : target.teamId ? 'team' : 'default' }
    }
  }
}

/// Null while something is still to be chosen.
export function toTarget({ type, pool, userId, userIds, teamId, role }: TargetForm): Target | null {
  switch (type) {
    case 'user':
      return userId === null ? null : { type, userId }
    case 'team':
      return teamId === null ? null : { type, teamId }
    case 'role':
      return role === null ? null : { type, role }
    case 'roundRobin':
    case 'leastLoaded':
      if (pool === 'default') return { type }
      if (pool === 'team') return teamId === null ? null : { type, teamId }
      return userIds.length === 0 ? null : { type, userIds }
  }
}

export function targetText(target: Target, users: readonly DirectoryUser[], teams: readonly Team[], roles: readonly { key: string; name: string }[] = []): string {
  const person = (id: string) => users.find((user) => user.id === id)?.name ?? t('filter.someone')
  const team = (id: string) => teams.find((each) => each.id === id)?.name ?? t('rules.target.someTeam')
  switch (target.type) {
    case 'user':
      return person(target.userId)
    case 'team':
      return t('rules.target.team.text', { team: team(target.teamId) })
    case 'role':
      return t('rules.target.role.text', { role: roles.find((each) => each.key === target.role)?.name ?? target.role })
    case 'roundRobin':
    case 'leastLoaded': {
      const who = target.userIds?.length ? target.userIds.map(person).join(', ') : target.teamId ? t('rules.pool.team.text', { team: team(target.teamId) }) : t('rules.pool.default')
      return t(`rules.target.${target.type}.text`, { who })
    }
  }
}
