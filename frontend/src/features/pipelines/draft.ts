import type { Condition, Effect, Expiry, PipelineStatus } from '@/api/pipelines'
import type { FieldError } from '@/api/problem'
import type { Narrow, Schemas } from '@/api/types'

/// A pipeline while it is being composed. Rows have an identity of their own, because keys of new statuses may still
/// change and places always may.
export type DraftStatus = Narrow<PipelineStatus, { allowedFrom: string[] | null; allowedRoles: string[] | null; expiry: Expiry | null }> & { uid: string; isNew: boolean }
export type Draft = { name: string; onResubmit: string | null; statuses: DraftStatus[] }

export function toDraft(pipeline: Omit<Schemas['PipelineChange'], 'version'>): Draft {
  return {
    name: pipeline.name,
    onResubmit: pipeline.onResubmit ?? null,
    statuses: pipeline.statuses.map((status) => ({
      ...status,
      allowedFrom: status.allowedFrom ?? null,
      allowedRoles: status.allowedRoles ?? null,
      expiry: status.expiry ?? null,
      uid: status.key,
      isNew: false,
    })),
  }
}

/// What the server stores, in the order shown.
export function toWire(draft: Draft): Omit<Schemas['PipelineChange'], 'version'> {
  return {
    name: draft.name.trim(),
    onResubmit: draft.onResubmit,
    statuses: draft.statuses.map(({ key, label, group, color, allowedFrom, allowedRoles, conditions, effects, expiry, limit, enforced, probability, staleAfterDays }) => ({
      key,
      label: label.trim(),
      group,
      color,
      allowedFrom,
      allowedRoles,
      conditions,
      effects,
      ...(expiry ? { expiry } : {}),
      ...(limit ? { limit, ...(enforced ? { enforced } : {}) } : {}),
      ...(probability === undefined ? {} : { probability }),
      ...(staleAfterDays === undefined ? {} : { staleAfterDays }),
    })),
  }
}

export const sameDraft = (a: Draft, b: Draft): boolean => JSON.stringify(toWire(a)) === JSON.stringify(toWire(b))

const MAX_KEY = 60

/// "Demo on Data" is demo_on_data; with a number when that is taken.
export function keyFor(label: string, taken: readonly string[]): string {
  const base =
    label
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .slice(0, MAX_KEY - 3)
      .replaceAll(/^_+|_+$/g, '') || 'status'
  for (let i = 1; ; i++) {
    const key = i === 1 ? base : `${base}_${i}`
    if (!taken.includes(key)) return key
  }
}

let made = 0

export function addStatus(draft: Draft, label: string, after: string | null): { draft: Draft; uid: string } {
  const uid = `new-${++made}`
  const fresh: DraftStatus = {
    uid,
    isNew: true,
    key: keyFor(label, draft.statuses.map((status) => status.key)),
    label,
    group: 'progress',
    color: 'info',
    allowedFrom: null,
    allowedRoles: null,
    conditions: [],
    effects: [],
    expiry: null,
  }
  const at = draft.statuses.findIndex((status) => status.uid === after)
  return { draft: { ...draft, statuses: draft.statuses.toSpliced(at < 0 ? draft.statuses.length : at + 1, 0, fresh) }, uid }
}

export function changeStatus(draft: Draft, uid: string, change: Partial<DraftStatus>): Draft {
  return { ...draft, statuses: draft.statuses.map((status) => (status.uid === uid ? { ...status, ...change } : status)) }
}

/// A figure of a status; null takes it away.
export function setNumber(draft: Draft, uid: string, what: 'limit' | 'probability' | 'staleAfterDays', value: number | null): Draft {
  return {
    ...draft,
    statuses: draft.statuses.map((status) => {
      if (status.uid !== uid) return status
      const { [what]: _old, ...rest } = status
      return value === null ? rest : { ...rest, [what]: value }
    }),
  }
}

/// The label; of a new status the key follows it, together with everything that names the key.
export function rename(draft: Draft, uid: string, label: string): Draft {
  const status = draft.statuses.find((each) => each.uid === uid)
  if (!status) return draft
  const named = changeStatus(draft, uid, { label })
  if (!status.isNew) return named
  const key = keyFor(label, draft.statuses.filter((each) => each.uid !== uid).map((each) => each.key))
  return mapKeys(changeStatus(named, uid, { key }), (each) => (each === status.key ? key : each))
}

/// Whatever named the status names it no longer: an empty "only from" would close the door, so it becomes "from any".
export function removeStatus(draft: Draft, uid: string): Draft {
  const gone = draft.statuses.find((status) => status.uid === uid)?.key
  const left = { ...draft, statuses: draft.statuses.filter((status) => status.uid !== uid) }
  return mapKeys(left, (key) => (key === gone ? null : key))
}

/// Brings a removed status back as `before` had it: at its place, with whatever named it there.
export function restoreStatus(draft: Draft, before: Draft, key: string): Draft {
  const place = before.statuses.findIndex((status) => status.key === key)
  const status = before.statuses[place]
  if (!status || draft.statuses.some((each) => each.key === key)) return draft
  const statuses = draft.statuses.map((each) => {
    const was = before.statuses.find((old) => old.uid === each.uid)
    const named = was?.allowedFrom?.includes(key) ?? false
    return {
      ...each,
      allowedFrom: named ? (each.allowedFrom === null ? (was?.allowedFrom ?? null) : [...each.allowedFrom, key]) : each.allowedFrom,
      expiry: was?.expiry?.to === key && each.expiry === null ? was.expiry : each.expiry,
    }
  })
  return { ...draft, statuses: statuses.toSpliced(place, 0, status), onResubmit: before.onResubmit === key ? key : draft.onResubmit }
}

/// Where records that ran out of time can go by themselves: a status that lets them in and asks for nothing.
export function expiryTarget(draft: Draft, from: string): string {
  const fit = draft.statuses.filter(
    ({ key, allowedFrom, conditions }) =>
      key !== from && (allowedFrom === null || allowedFrom.includes(from)) && conditions.every(({ type }) => type === 'offerCloseTasks'),
  )
  return (fit.find(({ group }) => group === 'expired') ?? fit.find(({ group }) => group === 'lost') ?? fit.at(-1))?.key ?? ''
}

function mapKeys(draft: Draft, map: (key: string) => string | null): Draft {
  const statuses = draft.statuses.map((status) => {
    const from = status.allowedFrom?.map(map).filter((key) => key !== null) ?? null
    const to = status.expiry ? map(status.expiry.to) : null
    return {
      ...status,
      allowedFrom: from?.length === 0 && (status.allowedFrom?.length ?? 0) > 0 ? null : from,
      expiry: status.expiry && to !== null ? { ...status.expiry, to } : null,
    }
  })
  return { ...draft, statuses, onResubmit: draft.onResubmit === null ? null : map(draft.onResubmit) }
}

export function moveStatus(draft: Draft, uid: string, to: number): Draft {
  const from = draft.statuses.findIndex((status) => status.uid === uid)
  const moved = draft.statuses[from]
  const place = Math.max(0, Math.min(draft.statuses.length - 1, to))
  if (!moved || from === place) return draft
  return { ...draft, statuses: draft.statuses.toSpliced(from, 1).toSpliced(place, 0, moved) }
}

export const withItem = <T>(items: readonly T[], index: number, item: T): T[] => items.map((each, i) => (i === index ? item : each))
export const withoutItem = <T>(items: readonly T[], index: number): T[] => items.filter((_, i) => i !== index)

export function newCondition(type: Condition['type']): Condition {
  switch (type) {
    case 'requiredField':
      return { type, fields: [] }
    case 'requiredReason':
      return { type, field: '', options: [] }
    case 'approval':
      return { type }
    case 'requiredTask':
    case 'offerCloseTasks':
      return { type, kind: 'follow_up' }
  }
}

export function newEffect(type: Effect['type']): Effect {
  switch (type) {
    case 'setOnce':
      return { type, field: '', value: 'now' }
    case 'createTask':
      return { type, title: '', kind: 'follow_up', dueInHours: 24 }
    case 'notify':
      return { type, role: 'owner' }
  }
}

/// Complaints by row: `at` is what follows the row in the pointer ("conditions/0/fields"), '' for the row itself.
export type RowProblems = ReadonlyMap<string, readonly { at: string; message: string }[]>

/// "/statuses/2/conditions/0/fields" is about the row that was third when it was sent, wherever it stands now.
export function problemsByRow(errors: readonly FieldError[], sent: readonly string[]): { rows: RowProblems; others: FieldError[] } {
  const rows = new Map<string, { at: string; message: string }[]>()
  const others: FieldError[] = []
  for (const error of errors) {
    const [first, place, ...rest] = error.pointer.replace(/^#?\/?/, '').split('/')
    const uid = first === 'statuses' && place !== undefined ? sent[Number(place)] : undefined
    if (uid === undefined) others.push(error)
    else rows.set(uid, [...(rows.get(uid) ?? []), { at: rest.join('/'), message: error.message }])
  }
  return { rows, others }
}

/// What is wrong at one place of a row, and below it.
export function problemAt(problems: readonly { at: string; message: string }[] | undefined, place: string): string | undefined {
  const found = problems?.filter(({ at }) => at === place || at.startsWith(`${place}/`)) ?? []
  return found.length === 0 ? undefined : [...new Set(found.map(({ message }) => message))].join('. ')
}

/// What nobody but the person typing can know, checked before sending.
export type Lack = { uid: string | null; at: string; code: 'name' | 'label' | 'fields' | 'field' | 'title' | 'value' | 'days' | 'to' | 'hours' | 'empty' }

export function lacks(draft: Draft): Lack[] {
  const found: Lack[] = []
  if (draft.name.trim() === '') found.push({ uid: null, at: 'name', code: 'name' })
  if (draft.statuses.length === 0) found.push({ uid: null, at: 'statuses', code: 'empty' })
  for (const { uid, label, conditions, effects, expiry } of draft.statuses) {
    const lack = (at: string, code: Lack['code']) => found.push({ uid, at, code })
    if (label.trim() === '') lack('label', 'label')
    conditions.forEach((condition, i) => {
      if (condition.type === 'requiredField' && condition.fields.length === 0) lack(`conditions/${i}`, 'fields')
      if (condition.type === 'requiredReason' && condition.field === '') lack(`conditions/${i}`, 'field')
    })
    effects.forEach((effect, i) => {
      if (effect.type === 'setOnce' && effect.field === '') lack(`effects/${i}`, 'field')
      if (effect.type === 'setOnce' && effect.value.trim() === '') lack(`effects/${i}`, 'value')
      if (effect.type === 'createTask' && effect.title.trim() === '') lack(`effects/${i}`, 'title')
      if (effect.type === 'createTask' && !(effect.dueInHours >= 0)) lack(`effects/${i}`, 'hours')
    })
    if (expiry && !(expiry.days >= 1)) lack('expiry', 'days')
    if (expiry && expiry.to === '') lack('expiry', 'to')
  }
  return found
}
