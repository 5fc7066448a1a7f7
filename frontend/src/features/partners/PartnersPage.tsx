import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { ActionButton } from '@/actions/ActionButton'
import { type Action, useActions } from '@/actions/registry'
import { metaQuery } from '@/api/records'
import type { Row } from '@/api/types'
import { ListPage } from '@/grid/ListPage'
import '@/i18n/packs/partners'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'

const NewPartnerDialog = lazy(() => import('./NewPartnerDialog').then((module) => ({ default: module.NewPartnerDialog })))

const hrefOf = (row: Row) => recordHref('partner', row.id)

export function PartnersPage() {
  const search = useSearch({ from: '/shell/partners' })
  const navigate = useNavigate()
  const router = useRouter()
  const { data: meta } = useSuspenseQuery(metaQuery('partner'))
  const [creating, setCreating] = useState(false)
  const onOpen = useCallback(
    (row: Row) => {
      const href = hrefOf(row)
      if (href !== null) router.history.push(href)
    },
    [router],
  )
  const create = useMemo<Action>(() => ({ id: 'partner.new', label: t('partners.new'), group: 'create', run: () => setCreating(true) }), [])
  useActions(useMemo(() => (meta.can.create ? [create] : []), [meta.can.create, create]))

  const button = meta.can.create && <ActionButton action={create} variant="primary" icon={<Plus size={16} aria-hidden />} />
  return (
    <>
      <ListPage
        object="partner"
        title={t('nav.partners')}
        search={search}
        onSearch={(next) => void navigate({ to: '/partners', search: next, replace: true })}
        hrefOf={hrefOf}
        onOpen={onOpen}
        actions={button}
        first={{ title: t('partners.first'), text: t('partners.first.text'), action: button }}
      />
      {creating && (
        <Suspense>
          <NewPartnerDialog meta={meta} onClose={() => setCreating(false)} onOpen={onOpen} />
        </Suspense>
      )}
    </>
  )
}
