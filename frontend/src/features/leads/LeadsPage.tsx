import '@/i18n/packs/leads'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { metaQuery } from '@/api/records'
import type { Row } from '@/api/types'
import { problemText } from '@/api/problems'
import { useMe } from '@/api/useMe'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'
import type { ListSearch } from '@/grid/view'
import { createLead } from './queries'
import { leadFrom } from './quick'

const NewLeadDialog = lazy(() => import('./NewLeadDialog').then((module) => ({ default: module.NewLeadDialog })))

const LeadPeek = lazy(() => import('./LeadPeek').then((module) => ({ default: module.LeadPeek })))

const hrefOf = (row: Row) => recordHref('lead', row.id)

export function LeadsPage() {
  const search = useSearch({ from: '/shell/leads' })
  const navigate = useNavigate()
  const router = useRouter()
  const { data: meta } = useSuspenseQuery(metaQuery('lead'))
  const [asked, setAsked] = useState(false)
  // From anywhere: the address asks for the form.
  const creating = asked || search.new === 1
  const queries = useQueryClient()
  const me = useMe()

  const onOpen = useCallback(
    (row: Row) => {
      const href = hrefOf(row)
      if (href !== null) router.history.push(href)
    },
    [router],
  )
  const onSearch = useCallback((next: ListSearch) => void navigate({ to: '/leads', search: next, replace: true }), [navigate])
  const create = useMemo<Action>(
    () => ({ id: 'lead.new', label: t('leads.new'), group: 'create', keys: 'N L', run: () => setAsked(true) }),
    [],
  )
  useActions(useMemo(() => (meta.can.create ? [create] : []), [meta.can.create, create]))

  const close = () => {
    setAsked(false)
    if (search.new === undefined) return
    const rest = { ...search }
    delete rest.new
    void navigate({ to: '/leads', search: rest, replace: true })
  }
  const quickAdd = useCallback(
    async (text: string): Promise<Row | null> => {
      try {
        const { data, changeSet } = await createLead({ ...leadFrom(text), source: 'self', owner: me.user.id, onDuplicate: 'reject' })
        toast(t('leads.created'), undoOf(queries, changeSet))
        return data.lead
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        return null
      }
    },
    [queries, me.user.id],
  )

  const quick = useMemo(() => ({ hint: t('leads.quick'), add: quickAdd }), [quickAdd])
  const button = meta.can.create && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <>
      <ListPage
        object="lead"
        title={t('nav.leads')}
        search={search}
        onSearch={onSearch}
        hrefOf={hrefOf}
        onOpen={onOpen}
        peek={LeadPeek}
        quickAdd={quick}
        actions={button}
        first={{ title: t('leads.first'), text: t('leads.first.text'), action: button }}
      />
      {creating && (
        <Suspense>
          <NewLeadDialog meta={meta} onClose={close} onOpen={onOpen} />
        </Suspense>
      )}
    </>
  )
}
