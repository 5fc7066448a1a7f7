import '@/i18n/packs/accounts'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewHoldingDialog = lazy(() => import('./NewHoldingDialog').then((module) => ({ default: module.NewHoldingDialog })))
const HoldingPeek = lazy(() => import('./HoldingPeek').then((module) => ({ default: module.HoldingPeek })))

export function HoldingsPage() {
  return (
    <ListPage
      object="holding"
      title={t('nav.holdings')}
      search={useSearch({ from: '/shell/holdings' })}
      peek={HoldingPeek}
      make={{ label: t('holding.new'), Form: NewHoldingDialog }}
      first={{ title: t('holdings.first'), text: t('holdings.first.text') }}
    />
  )
}
