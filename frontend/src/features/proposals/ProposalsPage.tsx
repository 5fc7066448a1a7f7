import '@/i18n/packs/proposals'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewProposalDialog = lazy(() => import('./NewProposalDialog').then((module) => ({ default: module.NewProposalDialog })))
const ProposalPeek = lazy(() => import('./ProposalPeek').then((module) => ({ default: module.ProposalPeek })))

export function ProposalsPage() {
  return (
    <ListPage
      object="proposal"
      title={t('nav.proposals')}
      search={useSearch({ from: '/shell/proposals' })}
      peek={ProposalPeek}
      make={{ label: t('proposals.new'), Form: NewProposalDialog }}
      first={{ title: t('proposals.first'), text: t('proposals.first.text') }}
    />
  )
}
