import type { AssignmentRule } from '@/api/assignment'

/// The rules as they would stand after one moves, and those whose stored position that changes. Positions are made
/// dense on the way, so gaps and ties of older changes heal.
export function moved(rules: readonly AssignmentRule[], id: string, to: number): { rules: AssignmentRule[]; changed: AssignmentRule[] } {
  const from = rules.findIndex((rule) => rule.id === id)
  const rule = rules[from]
  const place = Math.max(0, Math.min(rules.length - 1, to))
  if (!rule || from === place) return { rules: [...rules], changed: [] }
  const ordered = rules.toSpliced(from, 1).toSpliced(place, 0, rule).map((each, index) => ({ ...each, position: index + 1 }))
  return { rules: ordered, changed: ordered.filter((each) => rules.find((old) => old.id === each.id)?.position !== each.position) }
}
