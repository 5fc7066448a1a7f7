import type { Company } from '@/api/company'

export type Week = Company['settings']['calendar']['week']
export type Day = keyof Week

export const DAYS: readonly Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
export const USUAL = { from: '09:00', to: '18:00' }

/// What a browser calls the day, as "Monday".
export function dayName(day: Day, locale: string): string {
  // 5 January 1970 was a Monday.
  const at = new Date(Date.UTC(1970, 0, 5 + DAYS.indexOf(day)))
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at)
}

export const isNeverOpen = (week: Week): boolean => DAYS.every((day) => week[day] == null)

/// Minutes written with commas between them; null when one is no whole number.
export function minutesOf(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '')
  const minutes = parts.map(Number)
  return minutes.every((each) => Number.isInteger(each)) ? [...new Set(minutes)] : null
}
