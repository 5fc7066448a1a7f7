export type Tab = 'overdue' | 'today' | 'upcoming' | 'done'
export const TABS: readonly Tab[] = ['overdue', 'today', 'upcoming', 'done']

/// `me`, `all`, or the id of a colleague.
export type Whose = string

export type TasksSearch = { tab?: Tab; whose?: Whose; task?: string; new?: 1 }

/// Apart from what the tabs ask for, because the router reads it before the page is loaded.
export function parseTasksSearch(raw: Record<string, unknown>): TasksSearch {
  const search: TasksSearch = {}
  const tab = TABS.find((each) => each === raw['tab'])
  if (tab) search.tab = tab
  if (typeof raw['whose'] === 'string') search.whose = raw['whose']
  if (typeof raw['task'] === 'string') search.task = raw['task']
  if (Number(raw['new']) === 1) search.new = 1
  return search
}
