import { currentZone, fromLocalInput, toLocalInput, today } from '@/i18n/format'

/// Due times people mean when they say "tomorrow": on their own clock, whatever the server's or the browser's.
export type DueChoice = 'inAnHour' | 'tonight' | 'tomorrow' | 'nextWeek'

const MORNING = '10:00'
const EVENING = '17:00'

/// `2026-11-20` so many days later; a calendar day has no zone and no clock change.
export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/// 1 is Monday.
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

export const startOfDay = (day: string): string => fromLocalInput(`${day}T00:00`)

/// The quick choices at this moment, soonest first. "Tonight" goes when the evening has come.
export function dueChoices(now = new Date()): { choice: DueChoice; at: string }[] {
  const day = today(now)
  const hour = Math.ceil((now.getTime() + 3_600_000) / 300_000) * 300_000
  const evening = fromLocalInput(`${day}T${EVENING}`)
  return [
    { choice: 'inAnHour', at: new Date(hour).toISOString() },
    ...(new Date(evening).getTime() > hour ? [{ choice: 'tonight' as const, at: evening }] : []),
    { choice: 'tomorrow', at: fromLocalInput(`${plusDays(day, 1)}T${MORNING}`) },
    { choice: 'nextWeek', at: fromLocalInput(`${plusDays(day, 8 - weekday(day))}T${MORNING}`) },
  ]
}

export type Bucket = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later'

/// Where a due time belongs in someone's day.
export function bucketOf(dueAt: string, now = new Date()): Bucket {
  if (new Date(dueAt).getTime() < now.getTime()) return 'overdue'
  const day = today(now)
  const due = toLocalInput(dueAt).slice(0, 10)
  if (due <= day) return 'today'
  if (due === plusDays(day, 1)) return 'tomorrow'
  return due < plusDays(day, 7) ? 'week' : 'later'
}

export const REMINDERS = [0, 15, 60, 1440] as const

export const minutesBefore = (dueAt: string, minutes: number): string => new Date(new Date(dueAt).getTime() - minutes * 60_000).toISOString()

/// The zone is part of what such a list is about: two people in two zones do not share it.
export const dayKey = (now = new Date()): string => `${today(now)}@${currentZone()}`
