import { Plus } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { IconButton } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'
import { usePhone } from '@/ui/useMedia'
import { ActionButton } from './ActionButton'
import { type Action, useActions } from './registry'

/// The action that makes one more of what a page lists, while it may be done; null otherwise. What runs only sets state,
/// so the first one given stays.
export function useCreate(id: string, label: string, may: boolean, run: () => void, keys?: string): Action | null {
  const action = useMemo<Action | null>(
    () => (may ? { id, label, group: 'create', run, ...(keys === undefined ? {} : { keys }) } : null),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [id, label, may, keys],
  )
  useActions(useMemo(() => (action ? [action] : []), [action]))
  return action
}

/// On a phone its sign alone, so that the page's name has room.
export function CreateButton({ create, primary = true, short = false, icon = <Plus size={16} aria-hidden /> }: { create: Action | null; primary?: boolean; short?: boolean; icon?: ReactNode }) {
  const phone = usePhone()
  if (create === null) return null
  if (!phone) return <ActionButton action={create} short={short} {...(primary ? { variant: 'primary' as const } : {})} icon={icon} />
  return (
    <IconButton variant={primary ? 'primary' : 'secondary'} label={create.label} onClick={create.run}>
      {icon}
    </IconButton>
  )
}

type Props = {
  title: string
  /// Beside the title, e.g. a count.
  aside?: ReactNode
  /// What the things listed are for.
  text?: ReactNode
  /// Further buttons, before the one that makes a new one.
  actions?: ReactNode
  create?: ReactNode
  toolbar?: ReactNode
  /// The query of the list.
  list: { data: unknown; error: unknown; refetch: () => unknown }
  empty: boolean
  first: { title: string; text: string }
  /// Cards in reading width instead of a table across the page, which shows its own loading.
  cards?: boolean
  /// Another tab of the page in the list's place.
  instead?: ReactNode
  /// Dialogs and sheets.
  over?: ReactNode
  children: ReactNode
}

const LOADING = ['a', 'b', 'c']

/// A page that lists what administrators look after: its states, its head, what is said before the first one.
export function SettingsPage({ title, aside, text, actions, create, toolbar, list, empty, first, cards = false, instead, over, children }: Props) {
  const failed = list.error !== null && list.data === undefined
  const body = failed ? (
    <div className={cards ? undefined : 'p-4'}>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
    </div>
  ) : list.data === undefined && cards ? (
    <div className="flex flex-col gap-2">
      {LOADING.map((key) => (
        <Skeleton key={key} className="h-16 w-full rounded-card" />
      ))}
    </div>
  ) : empty ? (
    <EmptyState kind="first" {...first} action={create} />
  ) : (
    children
  )
  return (
    <Page
      title={title}
      aside={aside}
      actions={
        <>
          {actions}
          {create}
        </>
      }
      toolbar={toolbar}
      reading={cards}
    >
      {instead ?? (
        <>
          {text !== undefined && (cards || !(failed || empty)) && <p className={cards ? 'mb-4 max-w-2xl text-ink-2' : 'max-w-2xl px-4 py-3 text-ink-2'}>{text}</p>}
          {body}
        </>
      )}
      {over}
    </Page>
  )
}
