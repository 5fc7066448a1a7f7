import '@/i18n/packs/tasks'
import { date, dayIn, duration, time, weekday } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { Tone } from '@/ui/Badge'
import { bucketOf } from './dueTimes'
import { isDone, type Task } from './task'

/// "Today 15:00", "Mon 10:00", "Dec 4, 2026": a due time as people say it.
export function dueText(dueAt: string, now = new Date()): string {
  switch (bucketOf(dueAt, now)) {
    case 'overdue':
      return t('due.overdue', { for: duration((now.getTime() - new Date(dueAt).getTime()) / 1000) })
    case 'today':
      return t('due.today', { time: time(dueAt) })
    case 'tomorrow':
      return t('due.tomorrow', { time: time(dueAt) })
    case 'week':
      return t('due.week', { day: weekday(dueAt), time: time(dueAt) })
    case 'later':
      return date(dayIn(dueAt))
  }
}

const TONE = { overdue: 'bad', today: 'warn', tomorrow: 'info', week: 'neutral', later: 'neutral' } satisfies Record<ReturnType<typeof bucketOf>, Tone>

export const dueTone = (task: Pick<Task, 'dueAt' | 'status'>, now = new Date()): Tone => (isDone(task) ? 'neutral' : TONE[bucketOf(task.dueAt, now)])
