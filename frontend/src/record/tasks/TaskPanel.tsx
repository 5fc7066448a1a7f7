import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { metaQuery } from '@/api/records'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Popover } from '@/ui/Popover'
import { SkeletonRows } from '@/ui/Skeleton'
import { PostponeForm } from './PostponeForm'
import { mayTicket, TASK, type Task } from './task'
import { useTaskActions } from './useTaskActions'
import type { Open } from './useTaskPanel'

// What is asked for only once somebody says how it went.
const CompleteForm = lazy(() => import('./CompleteForm').then((module) => ({ default: module.CompleteForm })))

export function TaskPanel({ task, mode, anchor, onClose, onTicket }: Open & { onClose: () => void; onTicket: (call: Task) => void }) {
  const me = useMe()
  const { data: meta } = useQuery(metaQuery(TASK))
  const { complete, postpone } = useTaskActions()
  return (
    <Popover
      label={t(mode === 'complete' ? 'tasks.completeOne' : 'tasks.postponeOne', { title: task.title })}
      open
      onOpenChange={(open) => !open && onClose()}
      anchor={anchor}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        anchor.focus()
      }}
    >
      {mode === 'postpone' ? (
        <PostponeForm
          onPick={(dueAt) => {
            onClose()
            void postpone(task, dueAt)
          }}
        />
      ) : (
        meta && (
          <Suspense fallback={<SkeletonRows rows={4} className="w-88 max-w-full p-3" />}>
            <CompleteForm
              task={task}
              meta={meta}
              onCancel={onClose}
              onDone={(result) => {
                onClose()
                void complete(task, result)
              }}
              {...(mayTicket(me, task) && {
                onTicket: (result) => {
                  onClose()
                  void complete(task, result).then(() => onTicket(task))
                },
              })}
            />
          </Suspense>
        )
      )}
    </Popover>
  )
}
