/// Whose satisfaction is looked at, and for how long.
export type SatisfactionSearch = { months?: number; owner?: string; team?: string }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export function parseSatisfactionSearch({ months, owner, team }: Record<string, unknown>): SatisfactionSearch {
  const named = { owner: text(owner), team: text(team) }
  return { ...(months === 6 || months === 24 ? { months } : {}), ...(named.owner ? { owner: named.owner } : {}), ...(named.team ? { team: named.team } : {}) }
}
