import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { LEAD } from './lead'

export const LeadPage = () => <RecordPage kind={LEAD} id={useParams({ from: '/shell/leads/$id' }).id} />
