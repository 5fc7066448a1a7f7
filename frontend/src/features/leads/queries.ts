import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, writtenBy } from '@/api/client'
import type { Schemas } from '@/api/types'

export type NewLead = Schemas['IntakeOptions']

export const createLead = (body: NewLead) => writtenBy(api.POST('/api/v1/leads', { body }))

export const findDuplicates = (body: Schemas['DuplicateCheck'], signal?: AbortSignal) => dataOf(api.POST('/api/v1/leads/duplicates', { body, signal }))

export type ContactPoint = Schemas['ContactPointView']

export const contactPointsQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead', 'contactPoints', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/leads/{id}/contact-points', { params: { path: { id } }, signal })),
  })

export const changeContactPoints = (id: string, body: Schemas['ContactPoints']) =>
  dataOf(api.PUT('/api/v1/leads/{id}/contact-points', { params: { path: { id } }, body }))
