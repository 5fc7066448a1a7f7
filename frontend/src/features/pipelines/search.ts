/// Whose pipelines are shown; leads' when nothing is said.
export type PipelinesSearch = { kind?: string }

export const parsePipelinesSearch = (search: Record<string, unknown>): PipelinesSearch => (typeof search['kind'] === 'string' ? { kind: search['kind'] } : {})
