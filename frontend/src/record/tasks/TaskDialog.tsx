import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { directoryQuery, metaQuery, patchRecord } from '@/api/records'
import type { Ref } from '@/api/types'
import { useMe } from '@/api/useMe'
import { newKey } from '@/offline/entry'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { DateTimeInput } from '@/ui/DateTimeInput'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'
import { choiceOptions, FieldInput } from '../FieldInput'
import { RecordPicker } from '../RecordPicker'
import { dueText } from './due'
import { dueChoices, minutesBefore, REMINDERS } from './dueTimes'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { createTask, mayTicket, type NewTask, newTaskBody, stepTask, TASK, type Task, taskOf, TASKS } from './task'
import { isEmpty, wireValue } from '../values'

const CallTicket = lazy(() => import('./CallTicket').then((module) => ({ default: module.CallTicket })))

type Props = {
  /// The task to change; without one a new task is made.
  task?: Task
  /// What the new task belongs to. Where it is fixed it can't be changed.
  parent?: Ref | null
  fixedParent?: boolean
  /// The object a parent is looked for in.
  parentObject: string
  onClose: () => void
}

type Draft = { title: string; kind: string; priority: string; dueAt: string | null; remind: string; assignee: string | null; parent: Ref | null }

const NO_REMINDER = 'none'
const OWN = 'own'

const FIELDS = ['title', 'kind', 'priority', 'dueAt', 'remindAt', 'assignee', 'parent']

export function TaskDialog({ task, parent = null, fixedParent = false, parentObject, onClose }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const { data: meta } = useSuspenseQuery(metaQuery(TASK))
  const { data: users = [] } = useQuery(directoryQuery)
  const [choices] = useState(() => dueChoices())
  const [draft, setDraft] = useState<Draft>(() => ({
    title: task?.title ?? '',
    kind: task?.kind ?? 'follow_up',
    priority: task?.priority ?? 'medium',
    dueAt: task?.dueAt ?? choices.find(({ choice }) => choice === 'tomorrow')?.at ?? null,
    remind: remindOf(task),
    assignee: task ? (task.assignee?.id ?? null) : me.user.id,
    parent: task?.parent ?? parent,
  }))
  // What the company demands of a new task besides.
  const demanded = task ? [] : meta.fields.filter((each) => each.custom && each.required && each.editable)
  const [own, setOwn] = useState<Record<string, unknown>>({})
  const [touched, setTouched] = useState(false)
  const [ticketing, setTicketing] = useState(false)
  const set = (patch: Partial<Draft>) => setDraft((old) => ({ ...old, ...patch }))
  const field = (key: string) => meta.fields.find((each) => each.key === key)

  const save = useMutation({
    mutationFn: async () => {
      const dueAt = draft.dueAt ?? ''
      const remindAt = draft.remind === NO_REMINDER ? null : draft.remind === OWN ? (task?.remindAt ?? null) : minutesBefore(dueAt, Number(draft.remind))
      const values = { title: draft.title.trim(), kind: draft.kind, priority: draft.priority, dueAt, remindAt, assignee: draft.assignee }
      if (task) return { saved: taskOf((await patchRecord(TASKS, task.id, task.version, values)).data), made: false }
      const more = Object.fromEntries(Object.entries(own).filter(([, value]) => !isEmpty(value)).map(([key, value]) => [key, wireValue(value)]))
      const made: NewTask = { ...more, ...values, parent: draft.parent && { object: draft.parent.object, id: draft.parent.id } }
      const body = newTaskBody(made)
      // What belongs to nothing stands in a line of its own.
      const line = draft.parent ?? { object: TASK, id: newKey(), label: values.title }
      const saved = await sendOrKeep(queries, { record: { object: line.object, id: line.id, title: line.label ?? '' }, work: { kind: 'task', body } }, (key) => createTask(body, key))
      return saved && { saved, made: true }
    },
    meta: { shown: true },
    onSuccess: (result) => {
      if (result === null) return onClose()
      const { saved, made } = result
      void queries.invalidateQueries({ queryKey: [TASK] })
      if (draft.parent) for (const part of ['timeline', 'transitions']) void queries.invalidateQueries({ queryKey: [draft.parent.object, part, draft.parent.id] })
      onClose()
      toast(
        t(made ? 'tasks.created' : 'tasks.saved', { title: saved.title }),
        made
          ? {
              undo: async () => {
                await stepTask(saved.id, saved.version, { step: 'cancel' })
                await queries.invalidateQueries({ queryKey: [TASK] })
              },
            }
          : {},
      )
    },
  })
  const untitled = draft.title.trim() === ''
  const submit = () => {
    setTouched(true)
    if (!untitled && draft.dueAt !== null && !save.isPending) save.mutate()
  }
  if (task && ticketing) {
    return (
      <Suspense>
        <CallTicket task={task} onClose={onClose} />
      </Suspense>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={task ? t('tasks.edit') : t('tasks.new')}
      onSubmit={submit}
      footer={
        <>
          {task && mayTicket(me, task) && (
            <Button variant="quiet" className="me-auto" onClick={() => setTicketing(true)}>
              {t('tasks.ticket')}
            </Button>
          )}
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {task ? t('word.save') : t('tasks.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={save.error} fields={[...FIELDS, ...demanded.map(({ key }) => key)]} />
        <Field label={t('tasks.title')} error={touched && untitled ? t('problem.field.REQUIRED') : fieldProblem(save.error, 'title')}>
          <Input autoFocus maxLength={200} value={draft.title} placeholder={t('tasks.title.example')} onChange={(e) => set({ title: e.target.value })} />
        </Field>
        <Field label={t('tasks.due')} error={touched && draft.dueAt === null ? t('problem.field.REQUIRED') : fieldProblem(save.error, 'dueAt')}>
          <DateTimeInput value={draft.dueAt} onChange={(dueAt) => set({ dueAt })} />
        </Field>
        <div className="-mt-1.5 flex flex-wrap gap-1.5">
          {choices.map(({ choice, at }) => (
            <button
              key={choice}
              type="button"
              aria-pressed={draft.dueAt === at}
              title={dueText(at)}
              className={cn(
                'h-hit-dense rounded-full border px-2.5 text-12',
                draft.dueAt === at ? 'border-solid bg-soft font-medium text-soft-ink' : 'border-line-strong text-ink-2 hover:bg-hover',
              )}
              onClick={() => set({ dueAt: at })}
            >
              {t(`due.choice.${choice}`)}
            </button>
          ))}
        </div>
        <div className="grid gap-3.5 sm:grid-cols-2">
          <Field label={field('kind')?.label ?? t('tasks.kind')} error={fieldProblem(save.error, 'kind')}>
            <Select label={t('tasks.kind')} options={options(field('kind'))} value={draft.kind} onChange={(kind) => kind !== null && set({ kind })} />
          </Field>
          <Field label={field('priority')?.label ?? t('tasks.priority')} error={fieldProblem(save.error, 'priority')}>
            <Select label={t('tasks.priority')} options={options(field('priority'))} value={draft.priority} onChange={(priority) => priority !== null && set({ priority })} />
          </Field>
          <Field label={field('assignee')?.label ?? t('tasks.assignee')} error={fieldProblem(save.error, 'assignee')}>
            <UserPicker label={t('tasks.assignee')} users={users} value={draft.assignee} onChange={(assignee) => set({ assignee })} />
          </Field>
          <Field label={t('tasks.remind')} error={fieldProblem(save.error, 'remindAt')}>
            <Select
              label={t('tasks.remind')}
              options={[
                { value: NO_REMINDER, label: t('tasks.remind.none') },
                ...(draft.remind === OWN && task?.remindAt ? [{ value: OWN, label: dueText(task.remindAt) }] : []),
                ...REMINDERS.map((minutes) => ({ value: String(minutes), label: t(`tasks.remind.${minutes}`) })),
              ]}
              value={draft.remind}
              onChange={(remind) => remind !== null && set({ remind })}
            />
          </Field>
        </div>
        {demanded.map((each) => (
          <Field key={each.key} label={each.label} error={fieldProblem(save.error, each.key)}>
            <FieldInput field={each} value={own[each.key]} users={users} currency={me.tenant.currency} onChange={(value) => setOwn((all) => ({ ...all, [each.key]: value }))} />
          </Field>
        ))}
        {!fixedParent && !task && (
          <Field label={t('tasks.about')} optional error={fieldProblem(save.error, 'parent')}>
            <RecordPicker label={t('tasks.about')} object={parentObject} value={draft.parent} onChange={(next) => set({ parent: next })} />
          </Field>
        )}
      </div>
    </Dialog>
  )

  function options(of: ReturnType<typeof field>) {
    return of ? choiceOptions(of) : []
  }
}

/// A reminder is kept as a time; the form speaks of minutes before, where that is what it is.
function remindOf(task: Task | undefined): string {
  if (!task) return '15'
  if (!task.remindAt) return NO_REMINDER
  const minutes = Math.round((new Date(task.dueAt).getTime() - new Date(task.remindAt).getTime()) / 60_000)
  return REMINDERS.some((each) => each === minutes) ? String(minutes) : OWN
}
