import type { components } from './__generated__/schema'

/// The API as its document describes it: short names for what many places need.
export type Schemas = components['schemas']
export type Narrow<T, N> = Omit<T, keyof N> & N

export type Id = string
export type Person = Schemas['Person']
export type Money = Schemas['Money']
export type Ref = Schemas['RecordReference']

export type ModuleRight = Schemas['MyRight']
export type Level = ModuleRight['level']
export type Scope = ModuleRight['scope']
export type Me = Schemas['Me']
export type FieldVisibility = Me['fields'][string]

export type Tokens = Schemas['TokenView']
export type SessionView = Schemas['SessionView']

// `multiChoice` and `number` are drawn already, the server has no such field yet.
export type FieldKind = Schemas['FieldMeta']['kind'] | 'multiChoice' | 'number'
export type Tone = Schemas['Status']['color']
export type StatusGroup = Schemas['Status']['group']
export type FieldOption = Schemas['FieldOption']
export type FieldMeta = Narrow<Schemas['FieldMeta'], { kind: FieldKind }>
export type ObjectMeta = Narrow<Schemas['ObjectMeta'], { fields: FieldMeta[] }>

export type Filter = Schemas['Filter']
export type Condition = Schemas['FilterCondition']
export type Operator = Condition['op']
export type FilterValue = Condition['value']

/// A row or record: its fields are described by the object's metadata, so the type says only what all have.
export type Row = { id: Id; version: number; [field: string]: unknown }
export type RecordCan = Schemas['RecordRights']
export type RecordView = Row & { favourite?: boolean; timeZone?: string; can?: RecordCan }

export type Page<T> = { rows: T[]; cursor: string | null; masked: string[] }

export type Aggregate = Schemas['Aggregate']

export type ViewDefinition = Schemas['ViewDefinition']
export type SavedView = Schemas['SavedView']

export type DirectoryUser = Schemas['DirectoryEntry']
export type NotificationView = Schemas['Notification']
export type Duplicate = Schemas['Duplicate']
