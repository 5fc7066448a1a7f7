import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import { at } from '@/api/spine'

export const sharesQuery = (object: string, path: string, id: string) =>
  queryOptions({
    queryKey: [object, 'shares', id],
    queryFn: ({ signal }) => dataOf(api.GET(at(path, '/{id}/shares'), { params: { path: { id } }, signal })),
  })
