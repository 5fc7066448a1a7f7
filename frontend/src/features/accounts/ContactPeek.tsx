import { RecordPage } from '@/record/page/RecordPage'
import { CONTACT } from './contact'

/// A contact beside its list.
export const ContactPeek = ({ id }: { id: string }) => <RecordPage kind={CONTACT} id={id} />
