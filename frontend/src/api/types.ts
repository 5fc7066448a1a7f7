import type { components } from './__generated__/schema'

/// The API as its document describes it. Where the document says only "string", the words of the contract are named
/// here; where it describes nothing (rows, filters), the type is written by hand.
export type Schemas = components['schemas']
export type Narrow<T, N> = Omit<T, keyof N> & N
/// In a request null says the same as leaving a value out; the document knows only the latter.
export type OrNull<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] }

/// One of several shapes by its `type`. The document gives the schema's name there, the server sends `Type`.
export type Tagged<Name extends keyof Schemas, Type extends string> = Omit<Schemas[Name], 'type'> & { type: Type }

export type Id = string
export type Person = Schemas['Person']
export type Money = Schemas['Money']
// A reference without a label is drawn by its id; the server always names the ones it lists.
export type Ref = Narrow<Schemas['RecordReference'], { label: string }>

export type Level = 'none' | 'read' | 'write'
export type Scope = 'own' | 'team' | 'partner' | 'territory' | 'all'
export type ModuleRight = Narrow<Schemas['MyRight'], { level: Level; scope: Scope }>
export type FieldVisibility = 'clear' | 'masked' | 'hidden'

// `preferences` is any JSON; the document calls it a string.
export type Me = Narrow<
  Schemas['Me'],
  {
    user: Narrow<Schemas['MyUser'], { preferences: unknown }>
    rights: Record<string, ModuleRight>
    fields: Record<string, FieldVisibility>
  }
>

export type Tokens = Schemas['TokenView']
export type SessionView = Schemas['SessionView']

// `multiChoice` and `number` are drawn already, the server has no such field yet.
export type FieldKind = Schemas['FieldMeta']['kind'] | 'multiChoice' | 'number'
export type Tone = Schemas['Status']['color']
export type StatusGroup = Schemas['Status']['group']
export type FieldOption = Narrow<Schemas['FieldOption'], { color?: Tone; /** Of a status only. */ group?: StatusGroup }>

export type FieldMeta = Narrow<Schemas['FieldMeta'], { kind: FieldKind; visibility: 'clear' | 'masked'; operators: Operator[]; options: FieldOption[] }>
export type ObjectMeta = Narrow<Schemas['ObjectMeta'], { fields: FieldMeta[] }>

export type Operator =
  | 'eq'
  | 'neq'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'in'
  | 'notIn'
  | 'empty'
  | 'notEmpty'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'on'
  | 'before'
  | 'after'
  | 'within'
  | 'hasAny'
  | 'hasAll'
  | 'group'

export type FilterValue = string | number | boolean | string[] | number[] | null
export type Condition = { field: string; op: Operator; value?: FilterValue }
export type Filter = Condition | { and: Filter[] } | { or: Filter[] }

/// A row or record: its fields are described by the object's metadata, so the type says only what all have.
export type Row = { id: Id; version: number; [field: string]: unknown }
export type RecordCan = { update: boolean; delete: boolean; assign: boolean; share: boolean; transition: boolean }
export type RecordView = Row & { favourite?: boolean; can?: RecordCan }

export type Page<T> = { rows: T[]; cursor: string | null; masked: string[] }

// A group's value is whatever its field holds; only choices, statuses and yes/no can be grouped.
export type Aggregate = Narrow<Schemas['Aggregate'], { groups?: { value?: string | boolean | null; count: number }[] }>

export type LeadRecord = Schemas['LeadRecord']
export type TaskRecord = Schemas['TaskRecord']

// Filters are nested JSON the document does not describe.
export type ViewDefinition = Narrow<Schemas['ViewDefinition'], { filter?: Filter | null }>
export type SavedView = Narrow<Schemas['SavedView'], { definition: ViewDefinition }>

export type DirectoryUser = Schemas['DirectoryEntry']

export type NotificationKind =
  | 'assignment'
  | 'mention'
  | 'reminder'
  | 'overdue'
  | 'resubmitted'
  | 'statusChanged'
  | 'shared'
  | 'security'

export type NotificationView = Narrow<Schemas['Notification'], { kind: NotificationKind; data: Record<string, unknown> }>

export type Duplicate = Schemas['Duplicate']
