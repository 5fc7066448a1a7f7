import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { PARTNER } from './partner'

export const PartnerPage = () => <RecordPage kind={PARTNER} id={useParams({ from: '/shell/partners/$id' }).id} />
