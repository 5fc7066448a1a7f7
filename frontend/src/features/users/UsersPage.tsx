import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, UserRoundPlus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { teamsQuery, userQuery, usersQuery, type UserView } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { SearchBox } from '@/grid/SearchBox'
import '@/i18n/packs/users'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { NewUserDialog } from './NewUserDialog'
import { activeFilter, type UsersSearch } from './search'
import { UserSheet } from './UserSheet'
import { UserState } from './UserState'

export function UsersPage() {
  const me = useMe()
  const search = useSearch({ from: '/shell/users' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayChange = may(me, 'users', 'write')
  const [creating, setCreating] = useState(false)
  const teams = useQuery(teamsQuery)
  const list = useInfiniteQuery({
    ...usersQuery({ query: search.q, active: activeFilter(search.active), teamId: search.team }),
    placeholderData: (previous) => previous,
  })
  const users = useMemo(() => list.data?.pages.flatMap((page) => page.users) ?? [], [list.data])
  const { data: people } = useQuery(directoryQuery)
  const listed = users.find((user) => user.id === search.user)
  const known = people?.find((person) => person.id === search.user)
  // A link may open someone further down, or outside the filters.
  const linked = useQuery({ ...userQuery(search.user ?? '', known?.name ?? ''), enabled: known !== undefined && listed === undefined && !list.isPending })
  const opened = search.user === undefined ? undefined : (listed ?? linked.data ?? undefined)

  const show = useCallback(
    (next: UsersSearch) => void navigate({ to: '/users', search: (was) => ({ ...was, ...next }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((q: string) => show({ q: q || undefined }), [show])
  const close = () => void navigate({ to: '/users', search: (was) => ({ ...was, user: undefined }), replace: true })
  const reload = () => {
    void queries.invalidateQueries({ queryKey: ['users'] })
    void queries.invalidateQueries({ queryKey: ['directory'] })
    void queries.invalidateQueries({ queryKey: ['roles', 'list'] })
  }

  const create = useMemo<Action>(() => ({ id: 'user.new', label: t('users.new'), group: 'create', keys: 'N U', run: () => setCreating(true) }), [])
  useActions(useMemo(() => (mayChange ? [create] : []), [mayChange, create]))

  const columns = useMemo(() => columnsFor(me.user.id, (id) => show({ user: id })), [me.user.id, show])
  const filtered = search.q !== undefined || search.active === 'no' || search.team !== undefined
  return (
    <Page
      title={t('nav.users')}
      actions={mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />}
      toolbar={
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <SearchBox value={search.q ?? ''} onChange={onSearch} className="w-full sm:w-64" />
          <Segmented
            label={t('users.filter.active')}
            value={search.active ?? 'yes'}
            options={[
              { value: 'yes', label: t('users.filter.active.yes') },
              { value: 'no', label: t('users.filter.active.no') },
              { value: 'all', label: t('users.filter.active.all') },
            ]}
            onChange={(value) => show({ active: value === 'yes' ? undefined : value })}
          />
          <Select
            label={t('users.filter.team')}
            placeholder={t('users.filter.team.all')}
            value={search.team ?? null}
            clearable
            options={(teams.data ?? []).map((team) => ({ value: team.id, label: team.name }))}
            onChange={(team) => show({ team: team ?? undefined })}
            className="flex-1 sm:w-52 sm:flex-none"
          />
        </div>
      }
    >
      {list.error !== null && users.length === 0 ? (
        <div className="p-4">
          <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        </div>
      ) : !list.isPending && users.length === 0 ? (
        <EmptyState
          kind={filtered ? 'noMatch' : 'first'}
          title={filtered ? t('users.noMatch') : t('users.first')}
          text={filtered ? t('users.noMatch.text') : t('users.first.text')}
          action={
            filtered ? (
              <Button onClick={() => void navigate({ to: '/users', search: {}, replace: true })}>{t('users.noMatch.action')}</Button>
            ) : (
              mayChange && <ActionButton action={create} variant="primary" icon={<UserRoundPlus size={16} aria-hidden />} />
            )
          }
        />
      ) : (
        <>
          <DataTable label={t('nav.users')} columns={columns} rows={users} keyOf={(user) => user.id} loading={list.isPending} faded={(user) => !user.active} />
          {list.hasNextPage && (
            <div className="flex justify-center p-4">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more.show')}
              </Button>
            </div>
          )}
        </>
      )}
      {creating && <NewUserDialog onClose={() => setCreating(false)} onCreated={reload} />}
      {opened && <UserSheet key={opened.id} user={opened} mayChange={mayChange} onChanged={reload} onClose={close} />}
    </Page>
  )
}

const columnsFor = (self: string, onOpen: (id: string) => void): TableColumn<UserView>[] => [
  { key: 'name', label: t('users.name'), card: 'title', cell: (user) => <Name user={user} self={user.id === self} onOpen={onOpen} /> },
  { key: 'roles', label: t('users.roles'), cell: (user) => <Roles user={user} /> },
  { key: 'team', label: t('users.team'), className: 'max-lg:hidden', cell: (user) => user.teamName ?? null },
  { key: 'manager', label: t('users.manager'), className: 'max-lg:hidden', cell: (user) => user.managerName ?? null },
  { key: 'lastLogin', label: t('users.lastLogin'), cell: (user) => <LastLogin at={user.lastLoginAt} /> },
  { key: 'state', label: t('users.state'), card: 'side', cell: (user) => <UserState user={user} /> },
]

function Name({ user, self, onOpen }: { user: UserView; self: boolean; onOpen: (id: string) => void }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={user.name} />
      <span className="min-w-0">
        <button type="button" className={`block max-w-full truncate text-start font-medium ${STRETCHED}`} onClick={() => onOpen(user.id)}>
          <bdi>{user.name}</bdi>
          {self && <span className="font-normal text-ink-3"> {t('users.you')}</span>}
        </button>
        <span className="block truncate text-12 text-ink-3">
          <bdi>{user.email}</bdi>
        </span>
      </span>
    </span>
  )
}

function Roles({ user }: { user: UserView }) {
  if (user.roles.length === 0) return <span className="text-ink-3">{t('users.noRole')}</span>
  return (
    <span className="flex flex-wrap gap-1">
      {user.roles.map((role) => (
        <Badge key={role.id}>{role.name}</Badge>
      ))}
    </span>
  )
}

function LastLogin({ at }: { at: string | null | undefined }) {
  return at ? <RelativeTime at={at} className="text-ink-2 tabular-nums" /> : <span className="text-ink-3">{t('users.never')}</span>
}
