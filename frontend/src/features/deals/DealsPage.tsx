import '@/i18n/packs/deals'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { ChartNoAxesCombined } from 'lucide-react'
import { lazy, useCallback, useMemo } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { problemText } from '@/api/problems'
import { createRecord } from '@/api/records'
import type { Row } from '@/api/types'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { undoOf } from '@/record/takeBack'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'

const NewDealDialog = lazy(() => import('./NewDealDialog').then((module) => ({ default: module.NewDealDialog })))
const DealPeek = lazy(() => import('./DealPeek').then((module) => ({ default: module.DealPeek })))

export function DealsPage() {
  const queries = useQueryClient()
  const add = useCallback(
    async (title: string): Promise<Row | null> => {
      try {
        const { data, changeSet } = await createRecord('/deals', { title })
        toast(t('record.created', { title }), undoOf(queries, changeSet))
        return data
      } catch (error) {
        toast(problemText(error), { tone: 'problem' })
        return null
      }
    },
    [queries],
  )
  const router = useRouter()
  const forecast = useMemo<Action>(() => ({ id: 'deal.forecast', label: t('go.forecast'), group: 'list', run: () => void router.navigate({ to: '/deals/forecast' }) }), [router])
  useActions(useMemo(() => [forecast], [forecast]))
  const quickAdd = useMemo(() => ({ hint: t('deals.quick'), add }), [add])
  return (
    <ListPage
      object="deal"
      title={t('nav.deals')}
      search={useSearch({ from: '/shell/deals' })}
      peek={DealPeek}
      actions={
        <Button icon={<ChartNoAxesCombined size={16} aria-hidden />} title={t('nav.forecast')} onClick={forecast.run}>
          <span className="max-sm:sr-only">{t('nav.forecast')}</span>
        </Button>
      }
      quickAdd={quickAdd}
      make={{ label: t('deals.new'), keys: 'N D', Form: NewDealDialog }}
      first={{ title: t('deals.first'), text: t('deals.first.text') }}
    />
  )
}
