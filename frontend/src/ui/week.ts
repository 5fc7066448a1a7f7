export type Day = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
/// Times of a day, as 09:00; the end of the day is 24:00.
export type Hours = { from: string; to: string }
export type Week = { [day in Day]?: Hours | null | undefined }

export const DAYS: readonly Day[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
export const USUAL: Hours = { from: '09:00', to: '18:00' }

/// What a browser calls the day, as "Monday".
export function dayName(day: Day, locale: string): string {
  // 5 January 1970 was a Monday.
  const at = new Date(Date.UTC(1970, 0, 5 + DAYS.indexOf(day)))
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(at)
}

export const isNeverOpen = (week: Week): boolean => DAYS.every((day) => week[day] == null)

/// Whether hours end on the day after the one they begin on.
export const isOvernight = ({ from, to }: Hours): boolean => to <= from
