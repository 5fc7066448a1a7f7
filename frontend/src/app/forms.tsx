import { lazy } from 'react'
import { offerForm } from '@/record/forms'

const NewTicketDialog = lazy(() => import('@/features/tickets/NewTicketDialog').then((module) => ({ default: module.NewTicketDialog })))

offerForm('ticket', (props) => <NewTicketDialog {...props} />)
