import { RecordPage } from '@/record/page/RecordPage'
import { TICKET } from './ticket'

/// A ticket beside its list.
export const TicketPeek = ({ id }: { id: string }) => <RecordPage kind={TICKET} id={id} />
