import { api, once, type Written, writtenBy } from '@/api/client'
import { isProblem, Problem } from '@/api/problem'
import { at } from '@/api/spine'
import type { FieldMeta, ObjectMeta, RecordView, Schemas } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { isEmpty, wireValue } from '../values'
import type { Ask, AskedField, TransitionOption } from './transitions'

/// One move: what the person has filled in, what is sent, what was refused.
export type MoveBody = Schemas['TransitionRequest']

export const moveRecord = (path: string, id: string, body: MoveBody, key?: string): Promise<Written<RecordView>> =>
  writtenBy(api.POST(at(path, '/{id}/transition'), { params: { path: { id } }, body, ...once(key) }))

export type FollowUp = { title: string; dueAt: string | null; assignee: string | null }
export type MoveForm = { fields: Record<string, unknown>; reason: string; task: FollowUp | null; closeTasks: boolean; comment: string }

export const wantsTask = (option: TransitionOption): boolean => option.asks.some((ask) => ask.type === 'requiredTask' && !ask.met)
export const reasonOf = (option: TransitionOption) => option.asks.find((ask) => ask.type === 'requiredReason')

const askedFields = (option: TransitionOption): AskedField[] => option.asks.flatMap((ask) => (ask.type === 'requiredField' ? ask.fields : []))

/// Filled with what the record already knows; a demanded task begins with a proposal.
export function startForm(option: TransitionOption, proposal: FollowUp): MoveForm {
  return {
    fields: Object.fromEntries(askedFields(option).map((field) => [field.key, field.value ?? null])),
    reason: '',
    task: wantsTask(option) ? proposal : null,
    closeTasks: option.asks.some((ask) => ask.type === 'offerCloseTasks'),
    comment: '',
  }
}

/// The places still to be filled in, named as the server names them in a refusal.
export function missingIn(option: TransitionOption, form: MoveForm): string[] {
  return [
    ...askedFields(option)
      .filter((field) => isEmpty(form.fields[field.key]))
      .map((field) => `fields/${field.key}`),
    ...(reasonOf(option) && form.reason.trim() === '' ? ['reason'] : []),
    ...(form.task && form.task.title.trim() === '' ? ['task/title'] : []),
    ...(form.task && form.task.dueAt === null ? ['task/dueAt'] : []),
  ]
}

/// Sends only what the person could and did change: a value already stored may be one he must not write.
export function moveBody(option: TransitionOption, form: MoveForm, version: number, force = false): MoveBody {
  const changed = askedFields(option).filter((field) => field.editable && JSON.stringify(form.fields[field.key] ?? null) !== JSON.stringify(field.value ?? null))
  const comment = form.comment.trim()
  return {
    version,
    to: option.to,
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
    ...(changed.length === 0 ? {} : { fields: Object.fromEntries(changed.map((field) => [field.key, wireValue(form.fields[field.key])])) }),
    ...(form.task?.dueAt ? { task: { title: form.task.title.trim(), dueAt: form.task.dueAt, ...(form.task.assignee ? { assignee: form.task.assignee } : {}) } } : {}),
    ...(option.asks.some((ask) => ask.type === 'offerCloseTasks') ? { closeTasks: form.closeTasks } : {}),
    ...(comment === '' ? {} : { comment }),
    ...(force ? { force } : {}),
  }
}

type Unmet = { type: 'requiredField'; fields: string[] } | { type: 'requiredReason' } | { type: 'requiredTask' } | { type: 'offerCloseTasks' } | { type: 'approval' }

/// What a refusal says about each place of the form, by the same names as `missingIn`.
export function complaints(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return {}
  const said = Object.fromEntries(error.errors.map((e) => [e.pointer.replace(/^#?\/?/, ''), tOr(`problem.field.${e.code}`, e.message)]))
  if (error.code !== 'CONDITIONS_NOT_MET') return said
  const needed = t('problem.field.REQUIRED')
  for (const condition of (error.body['conditions'] as Unmet[] | undefined) ?? []) {
    if (condition.type === 'requiredField') for (const key of condition.fields) said[`fields/${key}`] = needed
    if (condition.type === 'requiredReason') said['reason'] = needed
    if (condition.type === 'requiredTask') said['task'] = t('status.needsTask')
  }
  return said
}

/// A status that holds only so many turned the record away; some people may go in all the same.
export function fullness(error: unknown): { limit: number; mayExceed: boolean } | null {
  return isProblem(error, 'STATUS_FULL') ? { limit: Number(error.body['limit']), mayExceed: error.body['mayExceed'] === true } : null
}

export const isClash = (error: unknown) => isProblem(error, 'VERSION_CONFLICT') || isProblem(error, 'TRANSITION_NOT_ALLOWED')

/// Whether this move can be made without asking the person anything: then it can also be undone with one press.
export function isFree(option: TransitionOption | undefined): option is TransitionOption {
  return (
    option !== undefined &&
    option.allowed &&
    option.asks.every((ask) => {
      switch (ask.type) {
        case 'requiredField':
          return ask.fields.every((field) => !isEmpty(field.value))
        case 'requiredReason':
        case 'approval':
          return false
        case 'requiredTask':
          return ask.met
        case 'offerCloseTasks':
          return true
      }
    })
  )
}

/// The choices of a required reason; none means free text.
export function reasonChoices(ask: Extract<Ask, { type: 'requiredReason' }>): { value: string; label: string }[] {
  const known = ask.field.options ?? []
  if (known.length > 0) return known.map(({ label }) => ({ value: label, label }))
  return ask.options.map((text) => ({ value: text, label: text }))
}

/// The metadata an asked field lacks, taken from the object's description.
export function metaOf(asked: AskedField, meta: ObjectMeta): FieldMeta {
  const known = meta.fields.find((field) => field.key === asked.key)
  return {
    visibility: 'clear',
    filterable: false,
    sortable: false,
    operators: [],
    section: '',
    sensitivity: 'none',
    decimals: 0,
    custom: false,
    ...known,
    ...asked,
    options: asked.options && asked.options.length > 0 ? asked.options : (known?.options ?? []),
    required: true,
  }
}
