import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, Lock, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { useDeletion } from '@/actions/useDeletion'
import { may } from '@/api/rights'
import { deleteRole, type RoleView, rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/roles'
import { t } from '@/i18n/t'
import { DataTable, STRETCHED, type TableColumn } from '@/ui/DataTable'
import { MenuItem, MenuSeparator } from '@/ui/Menu'
import { RowMenu } from '@/ui/RowMenu'
import { NewRoleDialog } from './NewRoleDialog'
import { isFixed, moduleLabel } from './words'

export function RolesPage() {
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayChange = may(me, 'roles', 'write')
  const list = useQuery(rolesQuery)
  const roles = list.data ?? []
  const [copying, setCopying] = useState<RoleView | 'new' | null>(null)
  const reload = () => void queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
  const deletion = useDeletion<RoleView>({
    send: deleteRole,
    title: ({ name }) => t('roles.delete.title', { name }),
    text: t('roles.delete.text'),
    said: ({ name }) => t('roles.deleted', { name }),
    reload,
  })
  const create = useCreate('role.new', t('roles.new'), mayChange, () => setCopying('new'))
  return (
    <SettingsPage
      title={t('nav.roles')}
      aside={roles.length > 0 ? roles.length : undefined}
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('roles.first'), text: t('roles.first.text') }}
      over={
        <>
          {copying !== null && (
            <NewRoleDialog
              from={copying === 'new' ? null : copying}
              roles={roles}
              onClose={() => setCopying(null)}
              onCreated={(role) => {
                setCopying(null)
                reload()
                void navigate({ to: '/roles/$id', params: { id: role.id } })
              }}
            />
          )}
          {deletion.dialog}
        </>
      }
    >
      <DataTable label={t('nav.roles')} columns={columnsFor(mayChange, setCopying, deletion.ask)} rows={roles} keyOf={(role) => role.id} loading={!list.data} />
    </SettingsPage>
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
    <RowMenu label={t('roles.menu', { name: role.name })}>
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
    </RowMenu>
  )
}
