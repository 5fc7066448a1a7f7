import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, Ellipsis, Lock, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { may } from '@/api/rights'
import { deleteRole, type RoleView, rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/roles'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ABOVE, DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { NewRoleDialog } from './NewRoleDialog'
import { isFixed, moduleLabel } from './words'

export function RolesPage() {
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayChange = may(me, 'roles', 'write')
  const { data: roles = [], error, isPending, refetch } = useQuery(rolesQuery)
  const [copying, setCopying] = useState<RoleView | 'new' | null>(null)
  const [deleting, setDeleting] = useState<RoleView | null>(null)
  const remove = useMutation({
    mutationFn: deleteRole,
    meta: { shown: true },
    onSuccess: () => {
      if (deleting) toast(t('roles.deleted', { name: deleting.name }))
      setDeleting(null)
      void queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
    },
  })
  const create = useMemo<Action>(() => ({ id: 'role.new', label: t('roles.new'), group: 'create', run: () => setCopying('new') }), [])
  useActions(useMemo(() => (mayChange ? [create] : []), [mayChange, create]))

  const columns = useMemo(() => columnsFor(mayChange, setCopying, setDeleting), [mayChange])
  return (
    <Page
      title={t('nav.roles')}
      aside={roles.length > 0 ? roles.length : undefined}
      actions={mayChange && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />}
    >
      {error !== null && roles.length === 0 ? (
        <div className="p-4">
          <ProblemAlert error={error} onRetry={() => void refetch()} />
        </div>
      ) : !isPending && roles.length === 0 ? (
        <EmptyState kind="first" title={t('roles.first')} text={t('roles.first.text')} />
      ) : (
        <DataTable label={t('nav.roles')} columns={columns} rows={roles} keyOf={(role) => role.id} loading={isPending} />
      )}
      {copying !== null && (
        <NewRoleDialog
          from={copying === 'new' ? null : copying}
          roles={roles}
          onClose={() => setCopying(null)}
          onCreated={(role) => {
            setCopying(null)
            void queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
            void navigate({ to: '/roles/$id', params: { id: role.id } })
          }}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={t('roles.delete.title', { name: deleting.name })}
          text={t('roles.delete.text')}
          confirm={t('roles.delete')}
          danger
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(deleting)}
          onClose={() => {
            remove.reset()
            setDeleting(null)
          }}
        />
      )}
    </Page>
  )
}

const columnsFor = (mayChange: boolean, onCopy: (role: RoleView) => void, onDelete: (role: RoleView) => void): TableColumn<RoleView>[] => [
  { key: 'name', label: t('roles.name'), card: 'title', cell: (role) => <Name role={role} /> },
  { key: 'leads', label: moduleLabel('leads'), cell: (role) => <Reach role={role} module="leads" /> },
  { key: 'tasks', label: moduleLabel('tasks'), cell: (role) => <Reach role={role} module="tasks" /> },
  { key: 'admin', label: t('roles.administers'), className: 'max-lg:hidden', cell: (role) => administered(role) },
  { key: 'users', label: t('roles.users'), card: 'side', end: true, cell: (role) => t('roles.users.count', { count: role.users }) },
  ...(mayChange
    ? [{ key: 'menu', label: t('roles.actions'), card: 'side' as const, end: true, hideLabel: true, className: 'w-12', cell: (role: RoleView) => <RoleMenu role={role} onCopy={onCopy} onDelete={onDelete} /> }]
    : []),
]

function Name({ role }: { role: RoleView }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link to="/roles/$id" params={{ id: role.id }} className={`truncate font-medium ${STRETCHED}`}>
        <bdi>{role.name}</bdi>
      </Link>
      {isFixed(role) && <Lock size={14} className="text-ink-3" aria-label={t('roles.fixed')} role="img" />}
    </span>
  )
}

const ADMIN_MODULES = ['users', 'roles', 'pipelines', 'assignment', 'system']

function Reach({ role, module }: { role: RoleView; module: string }) {
  const grant = role.definition.modules[module]
  if (!grant || grant.level === 'none') return <span className="text-ink-3">{t('roles.nothing')}</span>
  return (
    <span>
      {t(`roles.level.${grant.level}`)} <span className="text-ink-3">· {t(`roles.scope.${grant.scope}`)}</span>
    </span>
  )
}

const administered = (role: RoleView): string =>
  ADMIN_MODULES.filter((module) => role.definition.modules[module]?.level === 'write')
    .map(moduleLabel)
    .join(', ')

function RoleMenu({ role, onCopy, onDelete }: { role: RoleView; onCopy: (role: RoleView) => void; onDelete: (role: RoleView) => void }) {
  return (
    <span className={ABOVE}>
      <Menu
        trigger={
          <IconButton label={t('roles.menu', { name: role.name })} size="sm">
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy size={16} aria-hidden />} onSelect={() => onCopy(role)}>
          {t('roles.copy')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          danger
          icon={<Trash2 size={16} aria-hidden />}
          disabled={isFixed(role) || role.users > 0}
          hint={isFixed(role) ? t('roles.delete.fixed') : role.users > 0 ? t('roles.delete.used', { count: role.users }) : undefined}
          onSelect={() => onDelete(role)}
        >
          {t('roles.delete')}
        </MenuItem>
      </Menu>
    </span>
  )
}
