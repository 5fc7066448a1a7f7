import '@/i18n/packs/deals'
import { useRouter, useSearch } from '@tanstack/react-router'
import { ChartNoAxesCombined } from 'lucide-react'
import { lazy, useMemo } from 'react'
import { type Action, useActions } from '@/actions/registry'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'

const NewDealDialog = lazy(() => import('./NewDealDialog').then((module) => ({ default: module.NewDealDialog })))
const DealPeek = lazy(() => import('./DealPeek').then((module) => ({ default: module.DealPeek })))

export function DealsPage() {
  const router = useRouter()
  const forecast = useMemo<Action>(() => ({ id: 'deal.forecast', label: t('go.forecast'), group: 'list', run: () => void router.navigate({ to: '/deals/forecast' }) }), [router])
  useActions(useMemo(() => [forecast], [forecast]))
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
      quickAdd={{ hint: t('deals.quick') }}
      make={{ label: t('deals.new'), keys: 'N D', Form: NewDealDialog }}
      first={{ title: t('deals.first'), text: t('deals.first.text') }}
    />
  )
}
