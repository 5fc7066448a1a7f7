import type { Aggregate, Condition, FieldMeta, Filter, Money } from '@/api/types'

/// Whose figures are shown: the reader's own, or everyone's he may see.
export type Whose = 'me' | 'team'

const ofMe: Condition = { field: 'owner', op: 'eq', value: 'me' }
const STILL_OPEN: Condition = { field: 'status', op: 'group', value: ['open', 'progress', 'waiting'] }

export const leadFilter = (whose: Whose, ...conditions: Condition[]): Filter => ({ and: [...(whose === 'me' ? [ofMe] : []), ...conditions] })
export const openLeads = (whose: Whose): Filter => leadFilter(whose, STILL_OPEN)
export const wonThisMonth = (whose: Whose): Filter => leadFilter(whose, { field: 'status', op: 'group', value: 'won' }, { field: 'statusSince', op: 'within', value: 'thisMonth' })
export const newThisWeek = (whose: Whose): Filter => leadFilter(whose, { field: 'createdAt', op: 'within', value: 'last7Days' })

export type Bar = { value: string; label: string; color: string | null; count: number; share: number }

/// Leads per status in the order of the pipeline, with each bar's share of the longest.
export function barsOf(groups: NonNullable<Aggregate['groups']>, status: FieldMeta): Bar[] {
  const options = status.options ?? []
  const rank = (value: string) => {
    const at = options.findIndex((option) => option.value === value)
    return at < 0 ? options.length : at
  }
  const most = Math.max(1, ...groups.map((group) => group.count))
  return groups
    .filter((group) => group.value !== null && group.count > 0)
    .map((group) => {
      const value = String(group.value)
      const option = options.find((each) => each.value === value)
      return { value, label: option?.label ?? value, color: option?.color ?? null, count: group.count, share: group.count / most }
    })
    .toSorted((a, b) => rank(a.value) - rank(b.value))
}

/// The company's own currency first, then the largest.
export const sumsInOrder = (sums: readonly { amount: string; currency?: string | null }[], currency: string): Money[] =>
  sums
    .flatMap(({ amount, currency: own }) => (own ? [{ amount, currency: own }] : []))
    .toSorted((a, b) => Number(b.currency === currency) - Number(a.currency === currency) || Number(b.amount) - Number(a.amount))

export type DayPart = 'morning' | 'afternoon' | 'evening'
export const dayPart = (hour: number): DayPart => (hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening')
