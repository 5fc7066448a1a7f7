import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { metaQuery } from '@/api/records'
import { t } from '@/i18n/t'
import { Popover } from '@/ui/Popover'
import { CompleteForm } from './CompleteForm'
import { PostponeForm } from './PostponeForm'
import { TASK, type Task } from './task'
import { useTaskActions } from './useTaskActions'

export type PanelMode = 'complete' | 'postpone'
type Open = { task: Task; mode: PanelMode; anchor: HTMLElement }

/// One panel for a whole list of tasks: rows only say what they want and where they are.
export function useTaskPanel() {
  const [open, setOpen] = useState<Open | null>(null)
  const show = useCallback((mode: PanelMode, task: Task, anchor: HTMLElement) => setOpen({ mode, task, anchor }), [])
  const panel = useMemo(() => open && <TaskPanel key={`${open.task.id}:${open.mode}`} {...open} onClose={() => setOpen(null)} />, [open])
  return { show, panel }
}

function TaskPanel({ task, mode, anchor, onClose }: Open & { onClose: () => void }) {
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
          <CompleteForm
            task={task}
            meta={meta}
            onCancel={onClose}
            onDone={(result) => {
              onClose()
              void complete(task, result)
            }}
          />
        )
      )}
    </Popover>
  )
}
