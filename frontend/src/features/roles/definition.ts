import type { Grant, RoleDefinition } from '@/api/roles'
import type { FieldVisibility, Level, Scope } from '@/api/types'

/// The steps by which a role is composed. What grants nothing is not kept, so equal rights are equal definitions.

type Module = { key: string; scoped: boolean }

const NOTHING: Grant = { level: 'none', scope: 'own', actions: [] }

export const grantOf = (definition: RoleDefinition, module: string): Grant => definition.modules[module] ?? NOTHING

/// Without reading there is nothing to act on, so the actions go too. A first grant reaches the narrowest rows; where
/// rows belong to nobody only "all" makes sense.
export function withLevel(definition: RoleDefinition, { key, scoped }: Module, level: Level): RoleDefinition {
  if (level === 'none') {
    const { [key]: _, ...modules } = definition.modules
    return { ...definition, modules }
  }
  const before = definition.modules[key]
  const grant: Grant = { level, scope: scoped ? (before?.scope ?? 'own') : 'all', actions: before?.actions ?? [] }
  return { ...definition, modules: { ...definition.modules, [key]: grant } }
}

export function withScope(definition: RoleDefinition, module: string, scope: Scope): RoleDefinition {
  return { ...definition, modules: { ...definition.modules, [module]: { ...grantOf(definition, module), scope } } }
}

/// `order` is the catalogue's: the same actions are always the same list.
export function withAction(definition: RoleDefinition, module: string, action: string, on: boolean, order: readonly string[]): RoleDefinition {
  const grant = grantOf(definition, module)
  const chosen = new Set(grant.actions)
  if (on) chosen.add(action)
  else chosen.delete(action)
  const actions = order.filter((each) => chosen.has(each))
  return { ...definition, modules: { ...definition.modules, [module]: { ...grant, actions } } }
}

export const visibilityOf = (definition: RoleDefinition, kind: string): FieldVisibility => definition.fields[kind] ?? 'hidden'

export function withVisibility(definition: RoleDefinition, kind: string, visibility: FieldVisibility): RoleDefinition {
  return { ...definition, fields: { ...definition.fields, [kind]: visibility } }
}

/// Null: every status.
export function statusesOf(definition: RoleDefinition, kind: string): readonly string[] | null {
  return definition.allowedStatuses[kind] ?? null
}

export function withStatuses(definition: RoleDefinition, kind: string, statuses: readonly string[] | null): RoleDefinition {
  const { [kind]: _, ...others } = definition.allowedStatuses
  return { ...definition, allowedStatuses: statuses === null ? others : { ...others, [kind]: [...statuses] } }
}

/// Null: any discount.
export const maxDiscountOf = (definition: RoleDefinition): number | null => definition.maxDiscount ?? null

export function withMaxDiscount(definition: RoleDefinition, percent: number | null): RoleDefinition {
  const { maxDiscount: _, ...others } = definition
  return percent === null ? others : { ...others, maxDiscount: percent }
}

export function toggled(statuses: readonly string[], status: string): string[] {
  return statuses.includes(status) ? statuses.filter((each) => each !== status) : [...statuses, status]
}

/// The same whatever order the server keeps members and actions in.
export function sameDefinition(a: RoleDefinition, b: RoleDefinition): boolean {
  return stable(a) === stable(b)
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).sort().join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}:${stable(each)}`)
    .sort()
    .join()}}`
}

/// The part of the role a complaint of the server is about: "/definition/modules/leads/scope" is module leads.
export function placeOf(pointer: string): { part: 'name' | 'modules' | 'fields' | 'allowedStatuses' | null; key: string | null } {
  const [first, part, key] = pointer.replace(/^#?\/?/, '').split('/')
  if (first === 'name') return { part: 'name', key: null }
  if (first !== 'definition' || (part !== 'modules' && part !== 'fields' && part !== 'allowedStatuses')) return { part: null, key: null }
  return { part, key: key ?? null }
}
