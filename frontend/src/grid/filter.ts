import type { Condition, FieldMeta, Filter, ObjectMeta, Operator } from '@/api/types'

/// A view's filter is a list of conditions of which all must hold, or any. A condition may itself be a group of the other
/// kind; the bar shows such a group as one chip.

export const isCondition = (node: Filter): node is Condition => 'field' in node

export function conditionsOf(filter: Filter | null | undefined): readonly Filter[] {
  if (!filter) return []
  return 'and' in filter ? filter.and : [filter]
}

export type Nodes = { any: boolean; nodes: readonly Filter[] }

/// The parts of a filter, and whether one of them is enough.
export function nodesOf(filter: Filter | null | undefined): Nodes {
  return filter && 'or' in filter ? { any: true, nodes: filter.or } : { any: false, nodes: conditionsOf(filter) }
}

export function filterOf(conditions: readonly Filter[], any = false): Filter | null {
  if (conditions.length === 0) return null
  return any && conditions.length > 1 ? { or: [...conditions] } : { and: [...conditions] }
}

/// Both must hold. One of them alone stays as it is, so equal filters stay equal.
export function both(a: Filter | null, b: Filter | null): Filter | null {
  if (!a || !b) return a ?? b
  return { and: [...conditionsOf(a), ...conditionsOf(b)] }
}

const DEFAULT_OPERATOR: Record<FieldMeta['kind'], readonly Operator[]> = {
  text: ['contains', 'eq'],
  longText: ['contains'],
  email: ['contains', 'eq'],
  url: ['contains', 'eq'],
  phone: ['eq', 'endsWith'],
  choice: ['in', 'eq'],
  multiChoice: ['hasAny', 'in', 'eq'],
  status: ['in', 'eq'],
  user: ['in', 'eq'],
  ref: ['in', 'eq'],
  tags: ['hasAny'],
  users: ['hasAny'],
  money: ['gte', 'eq'],
  number: ['gte', 'eq'],
  integer: ['gte', 'eq'],
  percent: ['gte', 'eq'],
  date: ['within', 'on'],
  instant: ['within', 'on'],
  bool: ['eq'],
}

export function defaultOperator(field: FieldMeta): Operator {
  return DEFAULT_OPERATOR[field.kind].find((op) => field.operators.includes(op)) ?? field.operators[0] ?? 'eq'
}

export type ValueShape = 'none' | 'one' | 'many' | 'pair' | 'period' | 'group'

/// What kind of value an operator compares with.
export function valueShape(op: Operator): ValueShape {
  switch (op) {
    case 'empty':
    case 'notEmpty':
      return 'none'
    case 'in':
    case 'notIn':
    case 'hasAny':
    case 'hasAll':
      return 'many'
    case 'between':
      return 'pair'
    case 'within':
      return 'period'
    case 'group':
      return 'group'
    case 'eq':
    case 'neq':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
    case 'on':
    case 'before':
    case 'after':
      return 'one'
  }
}

/// Whether the condition says enough to be sent: an empty value list would be refused.
export function isComplete({ op, value }: Condition): boolean {
  switch (valueShape(op)) {
    case 'none':
      return true
    case 'many':
      return Array.isArray(value) && value.length > 0
    case 'pair':
      return Array.isArray(value) && value.length === 2 && value.every((v) => v !== '' && v !== null)
    case 'one':
    case 'period':
    case 'group':
      return value !== undefined && value !== null && value !== ''
  }
}

/// The value kept when the operator changes, where it still makes sense.
export function withOperator(condition: Condition, op: Operator): Condition {
  const from = valueShape(condition.op)
  const to = valueShape(op)
  const { value } = condition
  if (to === 'none') return { field: condition.field, op }
  if (from === to) return { ...condition, op }
  if (from === 'one' && to === 'many' && value !== undefined && value !== null) return { ...condition, op, value: [String(value)] }
  if (from === 'many' && to === 'one' && Array.isArray(value) && value.length > 0) return { ...condition, op, value: value[0] ?? null }
  return { field: condition.field, op }
}

const SEARCHED_FIELDS = 4

/// What the search box of a list looks through: the title, then other short texts; numbers also by their last digits.
export function searchFilter(meta: ObjectMeta, text: string): Filter | null {
  const wanted = text.trim()
  if (wanted === '') return null
  const digits = wanted.replace(/[\s()+-]/g, '')
  const numeric = /^\d{3,}$/.test(digits)
  const clear = meta.fields.filter((f) => f.filterable && f.visibility === 'clear')
  const texts = clear
    .filter((f) => (f.kind === 'text' || f.kind === 'email') && f.operators.includes('contains'))
    .sort((a, b) => Number(b.key === meta.titleField) - Number(a.key === meta.titleField))
    .slice(0, SEARCHED_FIELDS)
    .map((f): Condition => ({ field: f.key, op: 'contains', value: wanted }))
  const phones = numeric
    ? clear
        .filter((f) => f.kind === 'phone' && f.operators.includes('endsWith'))
        .map((f): Condition => ({ field: f.key, op: 'endsWith', value: digits }))
    : []
  const any = [...texts, ...phones]
  return any.length === 0 ? null : any.length === 1 ? (any[0] ?? null) : { or: any }
}
