import { keepPreviousData, useInfiniteQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { live } from '@/api/live'
import { listQuery, metaQuery } from '@/api/records'
import type { Filter } from '@/api/types'
import { TASK, TASK_FIELDS, taskOf } from './task'

const ONCE_A_MINUTE = 60_000

/// A list of tasks. What is due moves with the clock and with other people's work, so it is read again for both.
export function useTasks(filter: Filter, sort = 'dueAt') {
  const { data: meta } = useSuspenseQuery(metaQuery(TASK))
  const fields = useMemo(() => TASK_FIELDS.filter((key) => meta.fields.some((field) => field.key === key)), [meta])
  const result = useInfiniteQuery({ ...listQuery(meta, { filter, sort, fields }), refetchInterval: ONCE_A_MINUTE, placeholderData: keepPreviousData })
  const tasks = useMemo(() => result.data?.pages.flatMap((page) => page.rows).map(taskOf) ?? [], [result.data])
  useTaskFrames()
  return { ...result, meta, tasks }
}

const SETTLE_MS = 250

function useTaskFrames(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.onFrame(({ type }) => {
      if (!type.startsWith(`${TASK}.`)) return
      // A bulk change sends many frames; the list is read once they have passed.
      clearTimeout(timer)
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: [TASK, 'list'] }), SETTLE_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [queries])
}
