import type { paths } from './__generated__/schema'

type Tails<Plural extends string> = keyof { [P in keyof paths as P extends `/api/v1/${Plural}${infer Rest}` ? Rest : never]: true }
type StatusTail = '/{id}/transitions' | '/{id}/transition' | '/{id}/status-history'

/// What the address of every object of the spine offers, and of those that go through a pipeline.
export type Tail = (Tails<'leads'> & Tails<'tasks'>) | StatusTail

/// The operation of an object whose address is known only at run time, from its description ("/leads"). All objects
/// answer alike there; leads stand for them in the types.
export const at = <T extends Tail>(path: string, tail: T) => `/api/v1${path}${tail}` as `/api/v1/leads${T}`
