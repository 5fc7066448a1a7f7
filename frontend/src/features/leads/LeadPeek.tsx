import { RecordPage } from '@/record/page/RecordPage'
import { LEAD } from './lead'

/// A lead beside its list.
export const LeadPeek = ({ id }: { id: string }) => <RecordPage kind={LEAD} id={id} />
