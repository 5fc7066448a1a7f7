import '@/i18n/packs/accounts'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewAccountDialog = lazy(() => import('./NewAccountDialog').then((module) => ({ default: module.NewAccountDialog })))
const AccountPeek = lazy(() => import('./AccountPeek').then((module) => ({ default: module.AccountPeek })))

export function AccountsPage() {
  return (
    <ListPage
      object="account"
      title={t('nav.accounts')}
      search={useSearch({ from: '/shell/accounts' })}
      peek={AccountPeek}
      make={{ label: t('accounts.new'), Form: NewAccountDialog }}
      first={{ title: t('accounts.first'), text: t('accounts.first.text') }}
    />
  )
}
