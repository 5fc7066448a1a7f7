import type { paths } from './__generated__/schema'

type Tails<Plural extends string> = keyof { [P in keyof paths as P extends `/api/v1/${Plural}${infer Rest}` ? Rest : never]: true }
type StatusTail = '/{id}/transitions' | '/{id}/transition' | '/{id}/status-history'
type OwnerTail = '/{id}/reassign'

/// What the address of every object of the spine offers, of those that go through a pipeline, and of those that change hands.
export type Tail = (Tails<'leads'> & Tails<'tasks'>) | StatusTail | OwnerTail

/// The operation of an object whose address is known only at run time, from its description ("/leads"). All objects
/// answer alike there; leads stand for them in the types.
export const at = <T extends Tail>(path: string, tail: T) => `/api/v1${path}${tail}` as `/api/v1/leads${T}`

/// Where a record is made from the values of its fields; partners stand for all.
export const made = (path: string) => `/api/v1${path}` as '/api/v1/partners'

/// How records can be reached, of objects one can phone or write to; leads stand for all.
export const reached = (path: string) => `/api/v1${path}/{id}/contact-points` as '/api/v1/leads/{id}/contact-points'

/// Where likely duplicates of a customer's record are asked for while typing; accounts stand for contacts too.
export const twins = (path: string) => `/api/v1${path}/duplicates` as '/api/v1/accounts/duplicates'
