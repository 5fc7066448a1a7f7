import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { ACCOUNT } from './account'

export const AccountPage = () => <RecordPage kind={ACCOUNT} id={useParams({ from: '/shell/accounts/$id' }).id} />
