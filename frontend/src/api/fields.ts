import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from './client'
import type { Schemas } from './types'

/// Fields the company added to its records.
export type CustomField = Schemas['FieldView']
export type CustomKind = CustomField['kind']
export type FieldOption = Schemas['FieldOption']
export type FieldsOf = Schemas['FieldsView']
export type NewField = Schemas['NewField']
export type FieldChange = Omit<Schemas['FieldEdit'], 'version'>

export const fieldsQuery = (object: string) =>
  queryOptions({
    queryKey: ['fields', object],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/fields', { params: { query: { object } }, signal })),
  })

export const impactQuery = (id: string) =>
  queryOptions({
    queryKey: ['fields', 'impact', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/fields/{id}/impact', { params: { path: { id } }, signal })),
    gcTime: 0,
  })

export const createField = (body: NewField) => dataOf(api.POST('/api/v1/fields', { body }))

export const changeField = ({ id, version }: Pick<CustomField, 'id' | 'version'>, change: FieldChange) =>
  dataOf(api.PATCH('/api/v1/fields/{id}', { params: { path: { id } }, body: { version, ...change } }))

export const orderFields = (object: string, ids: string[]) => dataOf(api.POST('/api/v1/fields/order', { body: { object, ids } }))

/// @param values how many records lose one, as the impact said
export const deleteField = ({ id, version }: Pick<CustomField, 'id' | 'version'>, values: number) =>
  api.DELETE('/api/v1/fields/{id}', { params: { path: { id }, query: { version, values } } })
