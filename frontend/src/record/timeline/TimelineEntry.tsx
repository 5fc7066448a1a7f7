import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  AlarmClock,
  ArrowRight,
  CalendarClock,
  CircleCheck,
  CirclePlus,
  CircleX,
  Eye,
  LifeBuoy,
  type LucideIcon,
  Merge,
  MessageSquareText,
  Pencil,
  PhoneIncoming,
  Recycle,
  RotateCcw,
  Share2,
  Sparkle,
  Split,
  Stamp,
  Star,
  Store,
  Trash2,
  UserRoundCheck,
  Workflow,
  Zap,
} from 'lucide-react'
import { type ComponentType, useState } from 'react'
import type { DirectoryUser, FieldMeta, ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { plain } from '@/editor/markdown'
import { mentionedIn } from '@/editor/mentions'
import { RichField } from '@/editor/RichField'
import { RichText } from '@/editor/RichText'
import { dateTime, dayIn, relative, time, today } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { toast } from '@/ui/toast'
import { recordHref } from '../links'
import type { RemarkProps } from '../page/kind'
import { fieldText, isPerson, sameValue } from '../values'
import { deleteComment, type Entry, editComment, type FieldChange, PENDING } from './timeline'

const ICON: Record<string, LucideIcon> = {
  commented: MessageSquareText,
  transitioned: Workflow,
  updated: Pencil,
  created: Sparkle,
  reassigned: UserRoundCheck,
  passedOn: UserRoundCheck,
  nobodyLeft: AlarmClock,
  recycled: Recycle,
  taken: UserRoundCheck,
  requested: UserRoundCheck,
  requestRejected: CircleX,
  shared: Share2,
  unmasked: Eye,
  resubmitted: PhoneIncoming,
  rated: Star,
  slaWarned: AlarmClock,
  escalated: AlarmClock,
  deleted: Trash2,
  restored: RotateCcw,
  converted: Store,
  merged: Merge,
  mergedAway: Merge,
  split: Split,
  splitOff: Split,
  callTicketed: LifeBuoy,
  macroUsed: Zap,
  approvalAsked: Stamp,
  approvalStepGiven: CircleCheck,
  approvalGiven: CircleCheck,
  approvalRejected: CircleX,
  approvalDelegated: UserRoundCheck,
  approvalWithdrawn: RotateCcw,
  approvalLapsed: RotateCcw,
  approvalWaived: CircleCheck,
  taskCreated: CirclePlus,
  taskCompleted: CircleCheck,
  taskPostponed: CalendarClock,
  taskCanceled: CircleX,
}

type Props = { entry: Entry; meta: ObjectMeta; path: string; recordId: string; users: readonly DirectoryUser[]; isLast: boolean; RemarkExtra?: ComponentType<RemarkProps> }

export function TimelineEntry({ entry, meta, path, recordId, users, isLast, RemarkExtra }: Props) {
  const Icon = ICON[entry.verb] ?? Sparkle
  const pending = entry.id.startsWith(PENDING)
  return (
    <li className="flex gap-3" aria-busy={pending}>
      <span className="flex flex-col items-center">
        <span
          className={cn(
            'flex size-7 shrink-0 items-center justify-center rounded-full border',
            entry.verb === 'commented' ? 'border-transparent bg-soft text-soft-ink' : entry.verb === 'transitioned' ? 'border-transparent bg-info-soft text-info' : 'border-line text-ink-3',
          )}
        >
          <Icon size={14} aria-hidden />
        </span>
        {!isLast && <span aria-hidden="true" className="w-px flex-1 bg-line" />}
      </span>
      <div className={cn('min-w-0 flex-1', isLast ? 'pb-1' : 'pb-4')}>
        <p className="flex items-baseline justify-between gap-3 pt-1">
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{headline(entry)}</span>
          <time dateTime={entry.at} title={dateTime(entry.at)} className="shrink-0 text-12 text-ink-3 tabular-nums">
            {dayIn(entry.at) === today() ? relative(entry.at) : time(entry.at)}
          </time>
        </p>
        {entry.of && <Other of={entry.of} />}
        {entry.verb === 'commented' && entry.of ? (
          <RichText className="text-ink-2" text={entry.data.text ?? t('timeline.remarkGone')} people={entry.data.mentions ?? []} />
        ) : entry.verb === 'commented' ? (
          <Remark entry={entry} object={meta.key} path={path} recordId={recordId} users={users} {...(RemarkExtra ? { Extra: RemarkExtra } : {})} />
        ) : (
          <Details entry={entry} meta={meta} />
        )}
      </div>
    </li>
  )
}

/// Whose it is, on the timeline of a record that another one belongs to.
function Other({ of }: { of: NonNullable<Entry['of']> }) {
  const href = recordHref(of.object, of.id)
  const title = <bdi>{of.title}</bdi>
  return <p className="text-12 text-ink-3">{href === null ? title : <Link to={href}>{title}</Link>}</p>
}

function headline(entry: Entry): string {
  const { data } = entry
  const values = {
    actor: entry.actor?.name ?? t('timeline.system'),
    from: data.fromLabel ?? data.from ?? '',
    to: data.toLabel ?? data.to ?? '',
    title: data.title ?? '',
    number: typeof data['number'] === 'string' ? data['number'] : '',
    what: typeof data['label'] === 'string' ? data['label'] : tOr(`approval.kind.${String(data['kind'])}`, ''),
    days: Number(data['days'] ?? 0),
    name: nameOf(data['owner']) ?? nameOf(data['user']) ?? nameOf(data['team']) ?? '',
  }
  const verb = entry.verb === 'recycled' && data['why'] === 'idle' ? 'recycledIdle' : entry.verb
  return tOr(`timeline.${verb}`, `${values.actor} · ${entry.verb}`, values)
}

const nameOf = (value: unknown): string | null => (isPerson(value) ? (value.name ?? t('timeline.system')) : typeof value === 'string' ? value : null)

const SHOWN_CHANGES = 4

function Details({ entry, meta }: { entry: Entry; meta: ObjectMeta }) {
  const [all, setAll] = useState(false)
  const { data } = entry
  const hidden = new Set(entry.verb === 'transitioned' ? ['status', 'statusSince'] : entry.verb === 'reassigned' ? [] : ['updatedAt', 'updatedBy'])
  const changes = entry.verb === 'created' ? [] : (data.changes ?? []).filter((change) => !hidden.has(change.field) && !sameValue(change.before, change.after) && !(entry.verb === 'transitioned' && change.after === data.reason))
  const shown = all ? changes : changes.slice(0, SHOWN_CHANGES)
  return (
    <div className="text-ink-2">
      {(entry.verb === 'taskCreated' || entry.verb === 'taskPostponed') && typeof data['dueAt'] === 'string' && <p>{t('timeline.due', { when: dateTime(data['dueAt']) })}</p>}
      {(entry.verb === 'passedOn' || entry.verb === 'nobodyLeft') && typeof data['dueAt'] === 'string' && <p>{t('timeline.wasDue', { when: dateTime(data['dueAt']) })}</p>}
      {(data['clock'] === 'first' || data['clock'] === 'resolve') && typeof data['dueAt'] === 'string' && <p>{t(`timeline.clock.${data['clock']}`, { when: dateTime(data['dueAt']) })}</p>}
      {entry.verb === 'callTicketed' && typeof data['id'] === 'string' && (
        <p>
          <Link to={recordHref('ticket', data['id']) ?? '.'} className="font-medium text-accent hover:underline">
            {t('record.open')}
          </Link>
        </p>
      )}
      {entry.verb === 'assigned' && typeof data['rule'] === 'string' && <p><bdi>{t('timeline.byRule', { rule: data['rule'] })}</bdi></p>}
      {data['offShift'] === true && <p>{t('timeline.offShift')}</p>}
      {entry.verb === 'approvalLapsed' && <p>{tOr(`timeline.approvalLapsed.${String(data['why'])}`, '')}</p>}
      {entry.verb === 'approvalStepGiven' && <p>{t('timeline.approvalStep', { step: Number(data['step'] ?? 1), steps: Number(data['steps'] ?? 1) })}</p>}
      {(entry.verb === 'approvalAsked' || entry.verb === 'approvalWaived') && typeof data['policy'] === 'string' && <p><bdi>{t('timeline.policy', { policy: data['policy'] })}</bdi></p>}
      {typeof data.reason === 'string' && data.reason !== '' && (
        <p>
          <bdi>{t('timeline.reason', { reason: data.reason })}</bdi>
        </p>
      )}
      {typeof data.outcome === 'string' && data.outcome !== '' && (
        <p>
          <bdi>{t('timeline.outcome', { outcome: data.outcome })}</bdi>
        </p>
      )}
      {typeof data['comment'] === 'string' && data['comment'] !== '' && <p className="whitespace-pre-line">{data['comment']}</p>}
      {shown.length > 0 && (
        <ul>
          {shown.map((change) => (
            <Change key={change.field} change={change} field={meta.fields.find((field) => field.key === change.field)} />
          ))}
        </ul>
      )}
      {changes.length > shown.length && (
        <button type="button" className="rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setAll(true)}>
          {t('timeline.moreChanges', { count: changes.length - shown.length })}
        </button>
      )}
    </div>
  )
}

export function Change({ change, field }: { change: FieldChange; field: FieldMeta | undefined }) {
  const say = (value: unknown) => (field ? fieldText(field, value) : (nameOf(value) ?? (value === null || value === undefined ? '' : String(value)))) || t('word.none')
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="text-ink-3">{field?.label ?? change.label ?? change.field}</span> <bdi className="text-ink-3 line-through decoration-line-strong">{clipped(say(change.before))}</bdi>
      <ArrowRight size={12} className="mirror mx-1 inline align-[-1px] text-ink-3" aria-hidden />
      <span className="sr-only">{t('timeline.became')}</span>
      <bdi className="text-ink">{clipped(say(change.after))}</bdi>
    </li>
  )
}

const CLIP = 160
const clipped = (text: string) => (text.length > CLIP ? `${text.slice(0, CLIP)}…` : text)

type RemarkOf = { entry: Entry; object: string; path: string; recordId: string; users: readonly DirectoryUser[]; Extra?: ComponentType<RemarkProps> }

function Remark({ entry, object, path, recordId, users, Extra }: RemarkOf) {
  const me = useMe()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<string | null>(null)
  const { commentId, text, mentions = [], version } = entry.data
  const reload = () => queries.invalidateQueries({ queryKey: [object, 'timeline', recordId] })
  const save = useMutation({
    mutationFn: (words: string) => editComment(path, recordId, commentId ?? '', { version: version ?? 0, text: words, mentions: mentionedIn(plain(words), users).map((user) => user.id) }),
    onSuccess: () => {
      setDraft(null)
      void reload()
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteComment(path, recordId, commentId ?? ''),
    onSuccess: () => {
      toast(t('timeline.remarkDeleted'))
      void reload()
    },
  })
  const [sure, setSure] = useState(false)

  if (text === null || text === undefined) return <p className="text-ink-3 italic">{t('timeline.remarkGone')}</p>
  if (draft !== null) {
    const submit = (written: string) => written.trim() !== '' && save.mutate(written.trim())
    return (
      <div className="mt-1 rounded-card border border-accent">
        <RichField label={t('composer.label')} value={draft} users={users} rows={2} autoFocus onChange={setDraft} onSubmit={submit} onEscape={() => setDraft(null)} />
        <div className="flex justify-end gap-2 p-2">
          <Button size="sm" onClick={() => setDraft(null)}>
            {t('word.cancel')}
          </Button>
          <Button size="sm" variant="primary" busy={save.isPending} disabled={draft.trim() === ''} onClick={() => submit(draft)}>
            {t('word.save')}
          </Button>
        </div>
      </div>
    )
  }
  const mine = commentId !== undefined && entry.actor?.id === me.user.id
  return (
    <div className="group/remark">
      <RichText text={text} people={mentions} after={entry.data.edited === true && <span className="text-12 text-ink-3"> {t('timeline.edited')}</span>} />
      {(mine || Extra) && (
        <p className="flex h-5 items-center gap-3 text-12 text-ink-3 opacity-0 group-focus-within/remark:opacity-100 group-hover/remark:opacity-100 touch:h-11 touch:opacity-100">
          {sure ? (
            <>
              {t('timeline.remarkDelete.sure')}
              <button type="button" className="rounded-chip font-medium text-bad hover:underline" disabled={remove.isPending} onClick={() => remove.mutate()}>
                {t('word.delete')}
              </button>
              <button type="button" className="rounded-chip hover:underline" onClick={() => setSure(false)}>
                {t('word.cancel')}
              </button>
            </>
          ) : (
            <>
              {mine && (
                <>
                  <button type="button" className="rounded-chip hover:text-ink hover:underline" onClick={() => setDraft(text)}>
                    {t('word.edit')}
                  </button>
                  <button type="button" className="rounded-chip hover:text-ink hover:underline" onClick={() => setSure(true)}>
                    {t('word.delete')}
                  </button>
                </>
              )}
              {Extra && commentId !== undefined && <Extra recordId={recordId} commentId={commentId} text={text} />}
            </>
          )}
        </p>
      )}
    </div>
  )
}
