import { useParams } from '@tanstack/react-router'
import { RecordPage } from '@/record/page/RecordPage'
import { CONTACT } from './contact'

export const ContactPage = () => <RecordPage kind={CONTACT} id={useParams({ from: '/shell/contacts/$id' }).id} />
