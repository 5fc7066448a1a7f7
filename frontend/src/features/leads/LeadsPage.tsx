import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { metaQuery } from '@/api/records'
import type { FieldMeta, Row } from '@/api/types'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'

const NewLeadDialog = lazy(() => import('./NewLeadDialog').then((module) => ({ default: module.NewLeadDialog })))

const hrefOf = (row: Row) => recordHref('lead', row.id)

export function LeadsPage() {
  const search = useSearch({ from: '/shell/leads' })
  const navigate = useNavigate()
  const router = useRouter()
  const { data: meta } = useSuspenseQuery(metaQuery('lead'))
  const [creating, setCreating] = useState(false)

  const onOpen = useCallback(
    (row: Row) => {
      const href = hrefOf(row)
      if (href !== null) router.history.push(href)
    },
    [router],
  )
  // A lead changes its status by passing conditions, and its owner by being handed over: both happen on its page.
  const onEdit = useCallback(
    (row: Row, field: FieldMeta) => {
      if (field.kind !== 'status') return false
      onOpen(row)
      return true
    },
    [onOpen],
  )
  const create = useMemo<Action>(
    () => ({ id: 'lead.new', label: t('leads.new'), group: 'create', keys: 'N L', run: () => setCreating(true) }),
    [],
  )
  useActions(useMemo(() => (meta.can.create ? [create] : []), [meta.can.create, create]))

  const button = meta.can.create && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <>
      <ListPage
        object="lead"
        title={t('nav.leads')}
        search={search}
        onSearch={(next) => void navigate({ to: '/leads', search: next, replace: true })}
        hrefOf={hrefOf}
        onOpen={onOpen}
        onEdit={onEdit}
        actions={button}
        first={{ title: t('leads.first'), text: t('leads.first.text'), action: button }}
      />
      {creating && (
        <Suspense>
          <NewLeadDialog meta={meta} onClose={() => setCreating(false)} onOpen={onOpen} />
        </Suspense>
      )}
    </>
  )
}
