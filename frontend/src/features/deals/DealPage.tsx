import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { DEAL } from './deal'

export const DealPage = () => <RecordPage kind={DEAL} id={useParams({ from: '/shell/deals/$id' }).id} />
