import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { live } from '@/api/live'
import { problemText } from '@/api/problems'
import { recordQuery } from '@/api/records'
import { inTurn } from '@/api/turns'
import { t } from '@/i18n/t'
import { TASK, type Task, taskOf, TASKS } from '@/record/tasks/task'
import { useTaskActions } from '@/record/tasks/useTaskActions'
import { toast } from '@/ui/toast'
import { bringAllBack, bringBack, type Day, type DayItem, dayQuery, putOff, reloadDay, without } from './day'

const SETTLE_MS = 250
/// What is put off and brought back, in turn.
const DAY = 'my-day'
const IN_A_DAY = /^(task|lead|deal|ticket)\./

/// The reader's day, read again when work of these kinds changes anywhere.
export function useDay() {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.onFrame(({ type }) => {
      if (!IN_A_DAY.test(type)) return
      // A bulk change sends many frames; the day is read once they have passed.
      clearTimeout(timer)
      timer = setTimeout(() => void reloadDay(queries), SETTLE_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [queries])
  return useQuery(dayQuery)
}

/// What can be done with something in the day; shown at once, with a way back.
export function useDayActions() {
  const queries = useQueryClient()
  const { complete } = useTaskActions()
  return useMemo(() => {
    const hide = (item: DayItem, putOffToo: boolean) => queries.setQueryData<Day>(dayQuery.queryKey, (day) => day && without(day, item, putOffToo))
    const trying = async <T>(work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work()
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        return null
      } finally {
        void reloadDay(queries)
      }
    }
    /// As it is now: it may have changed since the queue was read, which knows nothing of its reminder.
    const taskFor = async (item: DayItem): Promise<Task | null> => {
      try {
        return taskOf(await queries.fetchQuery({ ...recordQuery(TASK, TASKS, item.id), staleTime: 0 }))
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        void reloadDay(queries)
        return null
      }
    }
    return {
      taskFor,
      complete: async (item: DayItem) => {
        await queries.cancelQueries({ queryKey: dayQuery.queryKey })
        hide(item, false)
        const task = await taskFor(item)
        if (task) await trying(() => complete(task))
      },
      notToday: async (item: DayItem) => {
        await queries.cancelQueries({ queryKey: dayQuery.queryKey })
        hide(item, true)
        const put = await trying(() => inTurn(DAY, () => putOff(item)))
        if (put) toast(t('home.day.putOff.done', { title: item.title }), { undo: () => trying(() => inTurn(DAY, () => bringBack(item))) })
      },
      bringAllBack: () => trying(() => inTurn(DAY, bringAllBack)),
    }
  }, [queries, complete])
}

export type DayActions = ReturnType<typeof useDayActions>
