import { api, dataOf, writtenBy } from '@/api/client'

export const takeRatingLink = (id: string) => dataOf(api.POST('/api/v1/tickets/{id}/rating-link', { params: { path: { id } } }))

export const splitTicket = (id: string, comment: string, title: string) => writtenBy(api.POST('/api/v1/tickets/{id}/split', { params: { path: { id } }, body: { comment, title } }))
