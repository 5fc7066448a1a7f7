import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { Task } from './task'

// A list of tasks is read before one of them is done or put off.
const TaskPanel = lazy(() => import('./TaskPanel').then((module) => ({ default: module.TaskPanel })))
const CallTicket = lazy(() => import('./CallTicket').then((module) => ({ default: module.CallTicket })))

export type PanelMode = 'complete' | 'postpone'
export type Open = { task: Task; mode: PanelMode; anchor: HTMLElement }

/// One panel for a whole list of tasks: rows only say what they want and where they are.
export function useTaskPanel() {
  const [open, setOpen] = useState<Open | null>(null)
  const show = useCallback((mode: PanelMode, task: Task, anchor: HTMLElement) => setOpen({ mode, task, anchor }), [])
  // A call whose ticket is being made.
  const [call, setCall] = useState<Task | null>(null)
  const panel = useMemo(
    () => (
      <>
        <Suspense>{open && <TaskPanel key={`${open.task.id}:${open.mode}`} {...open} onClose={() => setOpen(null)} onTicket={setCall} />}</Suspense>
        <Suspense>{call && <CallTicket task={call} onClose={() => setCall(null)} />}</Suspense>
      </>
    ),
    [open, call],
  )
  return { show, panel, ticket: setCall, opened: open?.task.id }
}
