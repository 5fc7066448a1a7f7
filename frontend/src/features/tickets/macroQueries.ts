import { queryOptions } from '@tanstack/react-query'
import { api, dataOf, writtenBy } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Macro = Schemas['MacroView']
export type MacroWish = Schemas['MacroWish']

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tickets/macros', { signal })),
})

/// Filled in for one ticket.
export const macrosOfQuery = (id: string) =>
  queryOptions({
    queryKey: ['macros', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/tickets/{id}/macros', { params: { path: { id } }, signal })),
  })

export const createMacro = (macro: MacroWish) => dataOf(api.POST('/api/v1/tickets/macros', { body: macro }))
export const changeMacro = (id: string, version: number, macro: MacroWish) => dataOf(api.PUT('/api/v1/tickets/macros/{id}', { params: { path: { id } }, body: { version, macro } }))
export const deleteMacro = ({ id, version }: Macro) => api.DELETE('/api/v1/tickets/macros/{id}', { params: { path: { id }, query: { version } } })
export const applyMacro = (id: string, version: number, macro: string) => writtenBy(api.POST('/api/v1/tickets/{id}/macro', { params: { path: { id } }, body: { version, macro } }))

/// What a macro may set besides the status, of what a ticket has.
export const SET = ['priority', 'type', 'department', 'resolution', 'resolutionNotes', 'closureReason']

export const VARIABLES = ['number', 'title', 'account', 'contact', 'agent', 'company']
