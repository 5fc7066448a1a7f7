import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { CreateButton } from '@/actions/SettingsPage'
import { aggregateQuery, directoryQuery, metaQuery, recordQuery } from '@/api/records'
import { may } from '@/api/rights'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { useWaiting } from '@/offline/waiting'
import { recordHref } from '@/record/links'
import { TASK, type Task, taskOf, TASKS } from '@/record/tasks/task'
import { useTaskPanel } from '@/record/tasks/useTaskPanel'
import { useTaskActions } from '@/record/tasks/useTaskActions'
import { useTasks } from '@/record/tasks/useTasks'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { Skeleton } from '@/ui/Skeleton'
import { Tabs } from '@/ui/Tabs'
import { usePhone } from '@/ui/useMedia'
import { userOptions } from '@/ui/UserPicker'
import { type Tab, TABS, type TasksSearch, type Whose } from './search'
import { filterOf, sortOf } from './tabs'
import { doneDay, dueDay, TaskGrid } from './TaskGrid'

const WaitingHere = lazy(() => import('@/record/waiting/WaitingHere').then((module) => ({ default: module.WaitingHere })))
const TaskDialog = lazy(() => import('@/record/tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))

export function TasksPage() {
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/tasks' })
  const { data: meta } = useSuspenseQuery(metaQuery(TASK))
  const { data: users = [] } = useQuery(directoryQuery)
  const tab = search.tab ?? 'today'
  const whose = search.whose ?? 'me'
  const mayWrite = may(me, 'tasks', 'write')
  const seesOthers = (me.rights['tasks']?.scope ?? 'own') !== 'own'
  const [asked, setAsked] = useState(false)
  // From anywhere: the address asks for the form.
  const creating = asked || search.new === 1
  const go = useCallback((next: TasksSearch) => void navigate({ to: '/tasks', search: next, replace: true }), [navigate])
  const { data: named } = useQuery({ ...recordQuery(TASK, TASKS, search.task ?? ''), enabled: search.task !== undefined })
  const [edited, setEdited] = useState<Task | null>(null)
  const shown = edited ?? (search.task !== undefined ? (named ? taskOf(named) : null) : null)
  const closeDialog = () => {
    setEdited(null)
    if (search.task !== undefined) go({ ...(search.tab ? { tab: search.tab } : {}), ...(search.whose ? { whose: search.whose } : {}) })
  }

  const closeNew = () => {
    setAsked(false)
    const rest = { ...search }
    delete rest.new
    if (search.new !== undefined) go(rest)
  }
  const unsent = useWaiting().filter(({ work }) => work.kind === 'task')
  const create = useMemo<Action>(() => ({ id: 'task.new', label: t('tasks.new'), group: 'create', keys: 'N T', run: () => setAsked(true) }), [])
  useActions(
    useMemo<Action[]>(
      () => [
        ...(mayWrite ? [create] : []),
        { ...offer('list.down', NOTHING), id: 'task.down', local: true },
        { ...offer('list.up', NOTHING), id: 'task.up', local: true },
        { id: 'task.open', label: t('tasks.keys.open'), group: 'list', keys: 'Enter', local: true, run: NOTHING },
        { id: 'task.check', label: t('tasks.keys.check'), group: 'list', keys: 'X', local: true, run: NOTHING },
        { id: 'task.complete', label: t('tasks.completeWith.short'), group: 'list', keys: 'E', local: true, run: NOTHING },
        { id: 'task.postpone', label: t('tasks.postpone'), group: 'list', keys: 'P', local: true, run: NOTHING },
      ],
      [mayWrite, create],
    ),
  )
  const counts: Record<Tab, number | undefined> = {
    overdue: useCount(meta, 'overdue', whose),
    today: useCount(meta, 'today', whose),
    upcoming: useCount(meta, 'upcoming', whose),
    done: undefined,
  }
  const button = mayWrite && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <Page
      title={t('nav.tasks')}
      actions={
        <>
          {seesOthers && (
            <Select
              label={t('tasks.whose')}
              className="w-30 sm:w-44"
              options={[{ value: 'me', label: t('tasks.whose.me') }, { value: 'all', label: t('tasks.whose.all') }, ...userOptions(users.filter((user) => user.active && user.id !== me.user.id))]}
              value={whose}
              onChange={(next) => go({ tab, ...(next === null || next === 'me' ? {} : { whose: next }) })}
            />
          )}
          <CreateButton create={mayWrite ? create : null} />
        </>
      }
      fixed
    >
      {unsent.length > 0 && (
        <Suspense>
          <div className="max-h-40 shrink-0 overflow-y-auto px-4 pt-3">
            <WaitingHere entries={unsent} />
          </div>
        </Suspense>
      )}
      <Tabs
        className="min-h-0 flex-1 [&>[role=tabpanel][data-state=active]]:flex [&>[role=tabpanel]]:flex-col"
        label={t('nav.tasks')}
        value={tab}
        onChange={(next) => go({ tab: TABS.find((each) => each === next) ?? 'today', ...(search.whose ? { whose: search.whose } : {}) })}
        tabs={TABS.map((each) => ({
          value: each,
          label: t(`tasks.tab.${each}`),
          count: counts[each],
          content: each === tab ? <TabContent tab={tab} whose={whose} total={counts[tab] ?? null} mayWrite={mayWrite} onEdit={setEdited} onNew={() => setAsked(true)} button={button} onTab={(next) => go({ ...search, tab: next })} counts={counts} /> : null,
        }))}
      />
      <Suspense>
        {creating && <TaskDialog parentObject="lead" onClose={closeNew} />}
        {shown && <TaskDialog key={shown.id} task={shown} parentObject="lead" onClose={closeDialog} />}
      </Suspense>
    </Page>
  )
}

const NOTHING = () => undefined
const ONCE_A_MINUTE = 60_000

function useCount(meta: ObjectMeta, tab: Tab, whose: Whose): number | undefined {
  const { data } = useQuery({ ...aggregateQuery(meta, filterOf(tab, whose)), refetchInterval: ONCE_A_MINUTE, placeholderData: keepPreviousData })
  return data?.count.value
}

type ContentProps = {
  tab: Tab
  whose: Whose
  total: number | null
  mayWrite: boolean
  onEdit: (task: Task) => void
  onNew: () => void
  onTab: (tab: Tab) => void
  counts: Record<Tab, number | undefined>
  button: React.ReactNode
}

function TabContent({ tab, whose, total, mayWrite, onEdit, onTab, counts, button }: ContentProps) {
  const phone = usePhone()
  const router = useRouter()
  const { tasks, isPending, isPlaceholderData, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTasks(filterOf(tab, whose), sortOf(tab))
  const { show, panel, ticket } = useTaskPanel()
  const actions = useTaskActions()
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [isFetchingNextPage, fetchNextPage])
  const open = useCallback(
    (task: Task) => {
      const href = recordHref(task.parent?.object, task.parent?.id)
      if (href === null) onEdit(task)
      else router.history.push(href)
    },
    [router, onEdit],
  )
  if (error !== null && tasks.length === 0) {
    return (
      <div className="p-4">
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (isPending || (isPlaceholderData && tasks.length === 0)) {
    return (
      <div role="status" aria-label={t('word.loading')}>
        {Array.from({ length: 10 }, (_, i) => (
          <div key={i} className="flex h-11 items-center gap-4 border-b border-line px-4">
            <Skeleton className="size-4.5 rounded-full!" />
            <Skeleton className={i % 2 === 0 ? 'h-3.5 w-72' : 'h-3.5 w-56'} />
            <Skeleton className="ms-auto h-3.5 w-20" />
          </div>
        ))}
      </div>
    )
  }
  if (tasks.length === 0) {
    const overdue = counts.overdue ?? 0
    return (
      <EmptyState
        kind="first"
        title={t(`tasks.empty.${tab}`)}
        text={tab === 'today' && overdue > 0 ? t('tasks.empty.today.overdue', { count: overdue }) : t(`tasks.empty.${tab}.text`)}
        action={
          tab === 'today' && overdue > 0 ? (
            <button type="button" className="font-medium text-accent underline underline-offset-2" onClick={() => onTab('overdue')}>
              {t('tasks.empty.toOverdue')}
            </button>
          ) : tab === 'done' ? undefined : (
            button
          )
        }
      />
    )
  }
  const late = tab === 'today' ? (counts.overdue ?? 0) : 0
  return (
    <>
      {late > 0 && (
        <div className="flex items-center gap-3 border-b border-line bg-bad-soft px-4 py-1.5 text-bad">
          <span className="flex-1 font-medium">{t('tasks.empty.today.overdue', { count: late })}</span>
          <Button size="sm" onClick={() => onTab('overdue')}>
            {t('tasks.empty.toOverdue')}
          </Button>
        </div>
      )}
      <TaskGrid
        key={`${tab}:${whose}`}
        label={t(`tasks.tab.${tab}`)}
        tasks={tasks}
        total={total}
        dayOf={tab === 'today' ? null : tab === 'done' ? doneDay : dueDay}
        showAssignee={whose === 'all'}
        phone={phone}
        mayWrite={mayWrite}
        hasMore={hasNextPage}
        onMore={more}
        actions={actions}
        onPanel={show}
        onEdit={onEdit}
        onOpen={open}
        onTicket={ticket}
      />
      {panel}
    </>
  )
}
