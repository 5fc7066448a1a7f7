import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '@/api/client'
import type { Schemas } from '@/api/types'

export type Sheet = Schemas['ProposalSheet']
export type Changes = Schemas['ProposalChanges']
export type Sending = Omit<Schemas['SendProposal'], 'version'>

export const linesQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', 'lines', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/proposals/{id}/lines', { params: { path: { id } }, signal })),
  })

export const changesQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposal', 'changes', id],
    queryFn: ({ signal }) => dataOf(api.GET('/api/v1/proposals/{id}/changes', { params: { path: { id } }, signal })),
  })

export const writeLines = (id: string, body: Schemas['ProposalLines']) => dataOf(api.PUT('/api/v1/proposals/{id}/lines', { params: { path: { id } }, body }))

export const sendProposal = (id: string, body: Schemas['SendProposal']) => dataOf(api.POST('/api/v1/proposals/{id}/send', { params: { path: { id } }, body }))

export const askApproval = (id: string, version: number, note: string) =>
  dataOf(api.POST('/api/v1/proposals/{id}/ask-approval', { params: { path: { id } }, body: { version, ...(note === '' ? {} : { note }) } }))

export const takeLink = (id: string) => dataOf(api.POST('/api/v1/proposals/{id}/link', { params: { path: { id } } }))

export const withdraw = (id: string, version: number) => dataOf(api.POST('/api/v1/proposals/{id}/withdraw', { params: { path: { id } }, body: { version } }))

export const newVersion = (id: string, version: number) => dataOf(api.POST('/api/v1/proposals/{id}/versions', { params: { path: { id } }, body: { version } }))

/// The answer itself: its headers say what the file is called.
export const printed = async (id: string): Promise<Response> => (await api.GET('/api/v1/proposals/{id}/pdf', { params: { path: { id } }, parseAs: 'stream' })).response
