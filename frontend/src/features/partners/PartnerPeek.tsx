import { RecordPage } from '@/record/page/RecordPage'
import { PARTNER } from './partner'

/// A partner beside its list.
export const PartnerPeek = ({ id }: { id: string }) => <RecordPage kind={PARTNER} id={id} />
