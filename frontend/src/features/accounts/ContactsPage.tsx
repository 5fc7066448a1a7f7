import '@/i18n/packs/accounts'
import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { ListPage } from '@/grid/ListPage'
import { t } from '@/i18n/t'

const NewContactDialog = lazy(() => import('./NewContactDialog').then((module) => ({ default: module.NewContactDialog })))
const ContactPeek = lazy(() => import('./ContactPeek').then((module) => ({ default: module.ContactPeek })))

export function ContactsPage() {
  return (
    <ListPage
      object="contact"
      title={t('nav.contacts')}
      search={useSearch({ from: '/shell/contacts' })}
      peek={ContactPeek}
      make={{ label: t('contact.new'), Form: NewContactDialog }}
      first={{ title: t('contacts.first'), text: t('contacts.first.text') }}
    />
  )
}
