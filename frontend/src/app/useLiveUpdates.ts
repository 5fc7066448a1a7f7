import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Frame, isNotice, live } from '@/api/live'
import { notificationsQuery } from '@/api/notifications'
import { metaQuery } from '@/api/records'
import { session } from '@/api/session'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { toast } from '@/ui/toast'

/// Keeps what is on screen true while others work. Lists patch their own rows (see the grid); everything else that
/// belongs to the object is marked stale and read again if someone looks at it.
export function useLiveUpdates(openPath: (path: string) => void): void {
  const queries = useQueryClient()
  useEffect(() => {
    const onFrame = (frame: Frame) => {
      if (frame.type === 'session.ended') {
        toast(t('live.ended'), { tone: 'problem' })
        session.end()
        return
      }
      if (isNotice(frame)) {
        const item = frame.data
        void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey })
        // what is asked and decided about a record changes nothing of the record itself
        if (item.kind.startsWith('approval')) {
          for (const key of ['approvals', item.object]) void queries.invalidateQueries({ queryKey: [key], predicate: ({ queryKey }) => queryKey[1] !== 'list' })
        }
        if (item.popUp === false) return
        const path = recordHref(item.object, item.recordId)
        const meta = item.object ? queries.getQueryData(metaQuery(item.object).queryKey) : undefined
        void import('./arrival').then(({ tell }) => tell(item, meta, path, openPath)).catch(() => undefined)
        return
      }
      const [object, verb] = frame.type.split('.')
      if (object === undefined || verb === undefined) return
      // the shell learns with the notices how many wait
      if (object === 'approvals') void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: [object], predicate: ({ queryKey }) => queryKey[1] !== 'list' })
    }
    const stopFrames = live.onFrame(onFrame)
    const stopReopen = live.onReopen(() => void queries.invalidateQueries())
    live.start()
    return () => {
      stopFrames()
      stopReopen()
      live.stop()
    }
  }, [queries, openPath])
}
