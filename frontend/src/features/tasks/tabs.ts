import type { Filter } from '@/api/types'
import { today } from '@/i18n/format'
import { plusDays, startOfDay } from '@/record/tasks/dueTimes'
import { all, OPEN } from '@/record/tasks/task'
import type { Tab, Whose } from './search'

const ofPerson = (whose: Whose): Filter | null => (whose === 'all' ? null : { field: 'assignee', op: 'eq', value: whose })

/// Each task is in exactly one tab. "Past" and "future" are the server's, so that the filter, and with it the list,
/// stays the same all day; where the day ends is the reader's.
export function filterOf(tab: Tab, whose: Whose, now = new Date()): Filter {
  const midnight = startOfDay(plusDays(today(now), 1))
  const person = ofPerson(whose)
  switch (tab) {
    case 'overdue':
      return all(person, OPEN, { field: 'dueAt', op: 'within', value: 'past' })
    case 'today':
      return all(person, OPEN, { field: 'dueAt', op: 'within', value: 'future' }, { field: 'dueAt', op: 'before', value: midnight })
    case 'upcoming':
      return all(person, OPEN, { field: 'dueAt', op: 'after', value: new Date(new Date(midnight).getTime() - 1).toISOString() })
    case 'done':
      return all(person, { field: 'status', op: 'eq', value: 'done' })
  }
}

export const sortOf = (tab: Tab): string => (tab === 'done' ? '-completedAt' : 'dueAt')
