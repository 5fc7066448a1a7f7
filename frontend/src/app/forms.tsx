import { lazy } from 'react'
import { offerForm } from '@/record/forms'

const NewTicketDialog = lazy(() => import('@/features/tickets/NewTicketDialog').then((module) => ({ default: module.NewTicketDialog })))
const NewProposalDialog = lazy(() => import('@/features/proposals/NewProposalDialog').then((module) => ({ default: module.NewProposalDialog })))

offerForm('ticket', (props) => <NewTicketDialog {...props} />)
offerForm('proposal', (props) => <NewProposalDialog {...props} />)
