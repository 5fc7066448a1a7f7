import { RecordPage } from '@/record/page/RecordPage'
import { HOLDING } from './holding'

/// A holding beside its list.
export const HoldingPeek = ({ id }: { id: string }) => <RecordPage kind={HOLDING} id={id} />
