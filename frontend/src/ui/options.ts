import type { ReactNode } from 'react'

export type Option = { value: string; label: string; hint?: string | undefined; icon?: ReactNode; disabled?: boolean; /** A heading stands before the first of each group. */ group?: string; keys?: string }

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase()

/// Options that match what was typed: those that begin with it, then those with a word that does, then the rest that
/// contain it. The given order decides within each.
export function matching(options: readonly Option[], query: string): Option[] {
  const wanted = plain(query.trim())
  if (wanted === '') return [...options]
  const rank = (option: Option): number => {
    const label = plain(option.label)
    if (label.startsWith(wanted)) return 0
    if (label.split(/[\s\-/().]+/).some((word) => word.startsWith(wanted))) return 1
    if (label.includes(wanted) || plain(option.hint ?? '').includes(wanted)) return 2
    return 3
  }
  return options
    .map((option) => ({ option, rank: rank(option) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((found) => found.option)
}
