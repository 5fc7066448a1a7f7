import { RecordPage } from '@/record/page/RecordPage'
import { ACCOUNT } from './account'

/// An account beside its list.
export const AccountPeek = ({ id }: { id: string }) => <RecordPage kind={ACCOUNT} id={id} />
