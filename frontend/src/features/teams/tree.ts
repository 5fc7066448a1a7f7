import type { Team } from '@/api/people'

export type TeamNode = { team: Team; depth: number; children: TeamNode[] }

/// Teams as a forest, each level by name. A team whose parent is missing stands at the top rather than nowhere.
export function forest(teams: readonly Team[]): TeamNode[] {
  const known = new Set(teams.map((team) => team.id))
  const parentOf = (team: Team) => (team.parentId && known.has(team.parentId) ? team.parentId : ROOT)
  const build = (parent: string, depth: number): TeamNode[] =>
    teams
      .filter((team) => parentOf(team) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((team) => ({ team, depth, children: build(team.id, depth + 1) }))
  return build(ROOT, 0)
}

const ROOT = ''

export const flat = (nodes: readonly TeamNode[]): TeamNode[] => nodes.flatMap((node) => [node, ...flat(node.children)])

/// The team and everything below it: where it cannot be moved to.
export function within(teams: readonly Team[], id: string): Set<string> {
  const found = new Set([id])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const team of teams) if (team.parentId && found.has(team.parentId)) found.add(team.id)
  }
  return found
}

/// "Sales › North › Key accounts", without the team itself.
export function pathTo(teams: readonly Team[], team: Team): Team[] {
  const path: Team[] = []
  for (let at = teams.find((each) => each.id === team.parentId); at && !path.includes(at); ) {
    path.unshift(at)
    const parent = at.parentId
    at = teams.find((each) => each.id === parent)
  }
  return path
}
