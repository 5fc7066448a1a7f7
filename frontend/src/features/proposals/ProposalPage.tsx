import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { PROPOSAL } from './proposal'

export const ProposalPage = () => <RecordPage kind={PROPOSAL} id={useParams({ from: '/shell/proposals/$id' }).id} />
