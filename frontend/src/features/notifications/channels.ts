import type { Channels, KindChoice } from '@/api/noticeSettings'

export type Way = keyof Channels
export type Choices = Readonly<Record<string, Channels>>

export const WAYS: readonly Way[] = ['app', 'mail', 'digest', 'popUp']

export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/// What holds for a kind: what was chosen, else what is usual.
export const channelsOf = (kind: KindChoice, choices: Choices): Channels => choices[kind.key] ?? kind.usual

export const choicesOf = (kinds: readonly KindChoice[]): Choices => Object.fromEntries(kinds.flatMap((kind) => (kind.chosen ? [[kind.key, kind.chosen]] : [])))

/// A mail at once makes the same line in the digest pointless, and what is not in the app can't pop up there. Back at
/// what is usual there is no choice any more.
export function choose(kind: KindChoice, choices: Choices, way: Way, on: boolean): Choices {
  const next = { ...channelsOf(kind, choices), [way]: on }
  if (on && way === 'mail') next.digest = false
  if (on && way === 'digest') next.mail = false
  if (!next.app) next.popUp = false
  const others = without(choices, kind.key)
  return WAYS.every((each) => next[each] === kind.usual[each]) ? others : { ...others, [kind.key]: next }
}

export const without = (choices: Choices, key: string): Choices => Object.fromEntries(Object.entries(choices).filter(([each]) => each !== key))

/// In the order the server lists them, under their headings.
export function grouped(kinds: readonly KindChoice[]): { group: KindChoice['group']; kinds: KindChoice[] }[] {
  const groups = new Map<KindChoice['group'], KindChoice[]>()
  for (const kind of kinds) groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind])
  return [...groups].map(([group, members]) => ({ group, kinds: members }))
}

/// What a browser calls the day, as "Monday".
export function dayName(day: Weekday, locale: string): string {
  // 5 January 1970 was a Monday.
  const at = new Date(Date.UTC(1970, 0, 5 + WEEKDAYS.indexOf(day)))
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(at)
}
