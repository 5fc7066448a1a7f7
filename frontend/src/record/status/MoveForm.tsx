import '@/i18n/packs/moving'
import '@/i18n/packs/tasks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarPlus, Lock, MessageSquarePlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { isProblem } from '@/api/problem'
import { problemText } from '@/api/problems'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Checkbox } from '@/ui/Checkbox'
import { DateTimeInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { Skeleton } from '@/ui/Skeleton'
import { UserPicker } from '@/ui/UserPicker'
import { FieldInput } from '../FieldInput'
import { writeRow } from '../rows'
import { dueChoices } from '../tasks/dueTimes'
import { fieldText, isEmpty } from '../values'
import { approvalOf, lackingIn, needsApproval } from './consent'
import { complaints, fullness, isClash, metaOf, missingIn, type MoveForm as Form, moveBody, reasonChoices, startForm, wantsTask } from './moving'
import type { TransitionOption } from './transitions'
import { statusField } from './statusField'
import { useMove } from './useMove'

const AskApproval = lazy(() => import('../approvals/AskApproval').then((module) => ({ default: module.AskApproval })))

type Props = {
  meta: ObjectMeta
  path: string
  record: RecordView
  option: TransitionOption
  users: readonly DirectoryUser[]
  currency: string
  onClose: () => void
}

/// What the next status asks for. Where somebody has to consent first, that is all one can ask for now.
export function MoveForm(props: Props) {
  const { meta, record, option, onClose } = props
  const approval = approvalOf(option)
  return approval ? (
    <Suspense fallback={<Skeleton className="h-32" />}>
      <AskApproval object={meta.key} record={record.id} ask={approval} to={option.to} label={option.label} lacking={lackingIn(option)} onClose={onClose} />
    </Suspense>
  ) : (
    <Moving {...props} />
  )
}

/// Everything the next status asks for, and nothing else. Refusals are answered here, so nothing typed is lost.
function Moving({ meta, path, record, option, users, currency, onClose }: Props) {
  const queries = useQueryClient()
  const [form, setForm] = useState<Form>(() => startForm(option, proposed()))
  const [told, setTold] = useState(false)
  const [remark, setRemark] = useState(false)
  const set = (patch: Partial<Form>) => setForm((old) => ({ ...old, ...patch }))

  const { send } = useMove(meta, path)
  const [full, setFull] = useState<ReturnType<typeof fullness>>(null)
  const show = (saved: RecordView) => writeRow(queries, meta.key, record.id, (row) => ({ ...row, ...saved }))
  const move = useMutation({
    mutationFn: () => send(record, option, moveBody(option, form, record.version, full?.mayExceed)),
    meta: { shown: true },
    onSuccess: onClose,
    onError: (error) => {
      setFull(fullness(error))
      if (needsApproval(error)) void queries.invalidateQueries({ queryKey: [meta.key, 'transitions', record.id] })
      if (!isClash(error)) return
      // The form stays; the record behind it becomes the one that is true now, so the next press is about that.
      if (error.current) show(error.current as RecordView)
      else void queries.invalidateQueries({ queryKey: [meta.key, 'record', record.id] })
      void queries.invalidateQueries({ queryKey: [meta.key, 'transitions', record.id] })
    },
  })

  const missing = missingIn(option, form)
  const said = complaints(move.error)
  const problemAt = (place: string): string | undefined => said[place] ?? (told && missing.includes(place) ? t('problem.field.REQUIRED') : undefined)
  const submit = () => {
    setTold(true)
    if (missing.length === 0 && !move.isPending) move.mutate()
  }
  const task = form.task
  const setTask = (patch: Partial<NonNullable<Form['task']>>) => task && set({ task: { ...task, ...patch } })
  const shownProblems = Object.keys(said)
  return (
    // Mod+Enter is a convenience on top of the form's own submit button.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          submit()
        }
      }}
    >
      <Refusal error={move.error} option={option} status={String(fieldText(statusField(meta), record['status']))} shown={shownProblems.length > 0} />
      {option.asks.map((ask) => {
        switch (ask.type) {
          case 'requiredField':
            return ask.fields.map((asked, index) => {
              const field = metaOf(asked, meta)
              if (!asked.editable) return <Closed key={asked.key} label={asked.label} value={fieldText(field, asked.value)} />
              return (
                <Field key={asked.key} label={asked.label} error={problemAt(`fields/${asked.key}`)}>
                  <FieldInput
                    field={field}
                    autoFocus={index === 0}
                    value={form.fields[asked.key]}
                    users={users}
                    currency={currency}
                    onChange={(value) => set({ fields: { ...form.fields, [asked.key]: value } })}
                  />
                </Field>
              )
            })
          case 'requiredReason': {
            const choices = reasonChoices(ask)
            return (
              <Field key="reason" label={ask.field.label} error={problemAt('reason') ?? problemAt(`fields/${ask.field.key}`)}>
                {choices.length > 0 ? (
                  <Select label={ask.field.label} options={choices} value={form.reason || null} onChange={(reason) => set({ reason: reason ?? '' })} />
                ) : (
                  <TextArea rows={2} autoFocus value={form.reason} maxLength={1000} onChange={(e) => set({ reason: e.target.value })} />
                )}
              </Field>
            )
          }
          case 'requiredTask':
          case 'approval':
            return null
          case 'offerCloseTasks':
            return <Checkbox key="close" label={t('status.closeTasks', { kind: kindLabel(ask.kind) })} checked={form.closeTasks} onChange={(e) => set({ closeTasks: e.target.checked })} />
        }
      })}
      {task && (
        <fieldset className="flex flex-col gap-2.5 rounded-card border border-line p-3">
          <legend className="px-1 text-12 font-medium text-ink-2">{t(wantsTask(option) ? 'status.task.needed' : 'status.task')}</legend>
          {said['task'] !== undefined && <p className="text-12 text-bad">{said['task']}</p>}
          <Field label={t('tasks.title')} error={problemAt('task/title')}>
            <Input value={task.title} maxLength={200} autoFocus={wantsTask(option)} onChange={(e) => setTask({ title: e.target.value })} />
          </Field>
          <Field label={t('tasks.due')} error={problemAt('task/dueAt')}>
            <DateTimeInput value={task.dueAt} onChange={(dueAt) => setTask({ dueAt })} />
          </Field>
          <Field label={t('tasks.assignee')} optional>
            <UserPicker label={t('tasks.assignee')} users={users} value={task.assignee} placeholder={t('status.task.owner')} clearable onChange={(assignee) => setTask({ assignee })} />
          </Field>
        </fieldset>
      )}
      {remark && (
        <Field label={t('status.remark')} optional error={problemAt('comment')}>
          <TextArea rows={2} autoFocus value={form.comment} maxLength={10_000} onChange={(e) => set({ comment: e.target.value })} />
        </Field>
      )}
      {(!remark || !task) && (
        <div className="-ms-2 flex flex-wrap gap-1">
          {!task && (
            <Button size="sm" variant="quiet" icon={<CalendarPlus size={14} aria-hidden />} onClick={() => set({ task: proposed() })}>
              {t('status.addTask')}
            </Button>
          )}
          {!remark && (
            <Button size="sm" variant="quiet" icon={<MessageSquarePlus size={14} aria-hidden />} onClick={() => setRemark(true)}>
              {t('status.addRemark')}
            </Button>
          )}
        </div>
      )}
      <div className="flex items-center justify-end gap-2">
        <Button onClick={onClose}>{t('word.cancel')}</Button>
        <Button type="submit" variant="primary" autoFocus={option.asks.length === 0} busy={move.isPending}>
          {full?.mayExceed ? t('status.force') : t('status.move', { status: option.label })}
        </Button>
      </div>
    </form>
  )
}

const proposed = () => ({ title: t('status.task.title'), dueAt: dueChoices().find(({ choice }) => choice === 'tomorrow')?.at ?? null, assignee: null })

export const kindLabel = (kind: string): string => tOr(`tasks.kind.${kind}`, kind)

function Refusal({ error, option, status, shown }: { error: unknown; option: TransitionOption; status: string; shown: boolean }) {
  if (error === null) return null
  const full = fullness(error)
  if (full !== null) {
    return (
      <p role="alert" className="rounded-card bg-warn-soft px-3 py-2 text-warn">
        {t('status.full', { status: option.label, limit: full.limit })}
      </p>
    )
  }
  if (isProblem(error, 'VERSION_CONFLICT')) {
    return (
      <p role="alert" className="rounded-card bg-warn-soft px-3 py-2 text-warn">
        {t('status.changed', { status })}
      </p>
    )
  }
  if (isProblem(error, 'TRANSITION_NOT_ALLOWED')) {
    return (
      <p role="alert" className="rounded-card bg-warn-soft px-3 py-2 text-warn">
        {t('status.notAllowed', { status })}
      </p>
    )
  }
  return shown ? (
    <p role="alert" className="sr-only">
      {problemText(error)}
    </p>
  ) : (
    <ProblemAlert error={error} />
  )
}

/// A field the status needs and this person must not write.
function Closed({ label, value }: { label: string; value: string }) {
  return (
    <div className="rounded-card bg-surface-2 px-3 py-2">
      <p className="flex items-center gap-1.5 text-12 font-medium text-ink-2">
        <Lock size={12} aria-hidden />
        {label}
      </p>
      <p>{isEmpty(value) ? t('status.closed') : <bdi>{value}</bdi>}</p>
    </div>
  )
}
