import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { HOLDING } from './holding'

export const HoldingPage = () => <RecordPage kind={HOLDING} id={useParams({ from: '/shell/holdings/$id' }).id} />
