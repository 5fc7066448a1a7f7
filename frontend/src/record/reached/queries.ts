import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, ON_DEVICE } from '@/api/client'
import { pathOf } from '@/api/records'
import { reached } from '@/api/spine'
import type { ObjectMeta, Schemas } from '@/api/types'

export type ContactPoint = Schemas['ContactPointView']

export const contactPointsQuery = (meta: ObjectMeta, id: string) =>
  queryOptions({
    queryKey: [meta.key, 'contactPoints', id],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET(reached(pathOf(meta)), { params: { path: { id } }, signal })),
  })

export const changeContactPoints = (meta: ObjectMeta, id: string, body: Schemas['NewContactPoints']) => dataOf(api.PUT(reached(pathOf(meta)), { params: { path: { id } }, body }))
