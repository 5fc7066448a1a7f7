import { RecordPage } from '@/record/page/RecordPage'
import { DEAL } from './deal'

/// A deal beside its list.
export const DealPeek = ({ id }: { id: string }) => <RecordPage kind={DEAL} id={id} />
