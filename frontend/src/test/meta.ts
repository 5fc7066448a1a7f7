import type { FieldMeta, Me, ObjectMeta, SavedView } from '@/api/types'

export const field = (over: Partial<FieldMeta>): FieldMeta => ({
  key: 'title',
  label: 'Title',
  kind: 'text',
  visibility: 'clear',
  filterable: true,
  sortable: true,
  editable: true,
  required: false,
  maxLength: 200,
  decimals: 0,
  custom: false,
  options: [],
  section: '',
  sensitivity: 'none',
  operators: ['contains', 'eq'],
  ...over,
})

export const leadMeta: ObjectMeta = {
  key: 'lead',
  label: 'Lead',
  plural: 'leads',
  path: '/api/v1/leads',
  titleField: 'title',
  defaultColumns: ['title', 'company', 'status'],
  defaultSort: '-createdAt',
  can: { create: true, update: true, delete: true, export: true, share: true, assign: true, merge: false, erase: false },
  fields: [
    field({ key: 'company', label: 'Company' }),
    field({}),
    field({ key: 'status', label: 'Status', kind: 'status', operators: ['in'], options: [{ value: 'open', label: 'Open', color: 'info' }] }),
    field({ key: 'phone', label: 'Phone', kind: 'phone', operators: ['eq', 'endsWith'] }),
    field({ key: 'expectedValue', label: 'Expected value', kind: 'money', operators: ['gte'] }),
    field({ key: 'createdAt', label: 'Created', kind: 'instant', operators: ['within'], editable: false }),
  ],
}

/// An object no page knows, of records with a name.
export const boatMeta = (can: Partial<ObjectMeta['can']> = {}, ...more: FieldMeta[]): ObjectMeta => ({
  key: 'boat',
  label: 'Boat',
  plural: 'boats',
  path: '/api/v1/boats',
  titleField: 'name',
  defaultColumns: ['name'],
  defaultSort: 'name',
  can: { create: true, update: true, delete: true, export: true, share: true, assign: true, merge: false, erase: false, ...can },
  fields: [field({ key: 'name', label: 'Name' }), ...more],
})

export const savedView = (definition: SavedView['definition']): SavedView => ({
  id: 'v1',
  name: 'Open ones',
  object: 'lead',
  definition,
  shared: false,
  owner: { id: 'u1', name: 'Ada Example' },
  position: 0,
  version: 3,
  canEdit: true,
})

export const me: Me = {
  user: { id: 'u1', name: 'Ada Example', email: 'ada@example.com', presence: 'available', preferences: {} },
  tenant: { id: 't1', slug: 'acme', name: 'Acme', timeZone: 'Asia/Kolkata', currency: 'INR', defaultCountry: 'IN', locale: 'en', preset: 'simple' },
  roles: [],
  rights: { leads: { level: 'write', scope: 'all', actions: ['create', 'delete'] } },
  fields: {},
  pools: [],
  mustChangePassword: false,
  mustAddSecondFactor: false,
}
