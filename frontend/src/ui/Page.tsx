import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { cn } from './cn'

/// What the frame of the app puts at the end of every page's top bar (bell, account). Given by the shell.
export const PageChrome = createContext<ReactNode>(null)

type Props = {
  title: string
  /// Beside the title, e.g. a count.
  aside?: ReactNode
  /// Before the title: a way back.
  lead?: ReactNode
  actions?: ReactNode
  /// A second bar under the title.
  toolbar?: ReactNode
  /// Narrow reading width for forms and prose.
  reading?: boolean
  /// The page scrolls itself (grids).
  fixed?: boolean
  children: ReactNode
}

/// Every page inside the shell: one h1, its actions, its content.
export function Page({ title, aside, lead, actions, toolbar, reading = false, fixed = false, children }: Props) {
  const chrome = useContext(PageChrome)
  useEffect(() => {
    document.title = `${title} · Sangam`
  }, [title])
  return (
    <div className="print-flow flex h-full min-h-0 flex-col">
      <header data-inner={lead === undefined ? undefined : ''} className="flex h-12 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2 touch:h-14">
        {lead !== undefined && <span className="contents print:hidden">{lead}</span>}
        <h1 dir="auto" className="min-w-0 truncate text-14 font-semibold sm:text-15">{title}</h1>
        {aside !== undefined && <span className="truncate text-ink-2 tabular-nums">{aside}</span>}
        <div className="ms-auto flex items-center gap-1.5 print:hidden">
          {actions}
          {chrome}
        </div>
      </header>
      {toolbar}
      <div className={cn('print-flow min-h-0 flex-1', fixed ? 'flex flex-col overflow-hidden' : 'overflow-y-auto')}>
        {reading ? <div className="mx-auto w-full max-w-295 p-4 sm:p-6">{children}</div> : children}
      </div>
    </div>
  )
}
