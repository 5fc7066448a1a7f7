import '@/i18n/packs/partners'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewPartnerDialog = lazy(() => import('./NewPartnerDialog').then((module) => ({ default: module.NewPartnerDialog })))
const PartnerPeek = lazy(() => import('./PartnerPeek').then((module) => ({ default: module.PartnerPeek })))

export function PartnersPage() {
  return (
    <ListPage
      object="partner"
      title={t('nav.partners')}
      search={useSearch({ from: '/shell/partners' })}
      peek={PartnerPeek}
      make={{ label: t('partners.new'), Form: NewPartnerDialog }}
      first={{ title: t('partners.first'), text: t('partners.first.text') }}
    />
  )
}
