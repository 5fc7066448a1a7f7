import { RecordPage } from '@/record/page/RecordPage'
import { PROPOSAL } from './proposal'

/// A proposal beside its list.
export const ProposalPeek = ({ id }: { id: string }) => <RecordPage kind={PROPOSAL} id={id} />
