import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { TICKET } from './ticket'

export const TicketPage = () => <RecordPage kind={TICKET} id={useParams({ from: '/shell/tickets/$id' }).id} />
