import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, ON_DEVICE } from '@/api/client'
import { at } from '@/api/spine'

export const sharesQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'shares', id],
    meta: ON_DEVICE,
    queryFn: ({ signal }) => dataOf(api.GET(at(path, '/{id}/shares'), { params: { path: { id } }, signal })),
  })
