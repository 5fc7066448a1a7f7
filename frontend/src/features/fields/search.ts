export type FieldsSearch = { object?: string }

export const parseFieldsSearch = (search: Record<string, unknown>): FieldsSearch => (typeof search['object'] === 'string' ? { object: search['object'] } : {})
