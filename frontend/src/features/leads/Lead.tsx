import '@/i18n/packs/leads'
import { useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { ArrowLeft, ChevronDown, ChevronUp, EllipsisVertical, Eye, History, Mail, MessageCircle, Phone, Plus, RotateCcw, Share2, ShieldQuestion, Star, StickyNote, Trash2, UserRoundCheck } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import type { DirectoryUser, FieldMeta, ObjectMeta, RecordView } from '@/api/types'
import { pathOf } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { money } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Facts } from '@/record/facts/Facts'
import { linkOf, whatsAppOf } from '@/record/facts/linkOf'
import { fieldValue } from '@/record/FieldValue'
import { recordHref } from '@/record/links'
import { PeekFrame, usePeek } from '@/record/peek'
import { useRecent } from '@/record/recent'
import { sharesQuery } from '@/record/shares'
import { StatusBar } from '@/record/status/StatusBar'
import { statusField } from '@/record/status/transitions'
import { Timeline } from '@/record/timeline/Timeline'
import { useFieldPatch } from '@/record/useFieldPatch'
import { type Neighbours, useNeighbours } from '@/record/useNeighbours'
import { isMoney, isPerson } from '@/record/values'
import { Avatar } from '@/ui/Avatar'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Page } from '@/ui/Page'
import { SkeletonRows } from '@/ui/Skeleton'
import { Tabs } from '@/ui/Tabs'
import { useMedia, usePhone } from '@/ui/useMedia'
import { ContactPoints } from './ContactPoints'
import { useLeadActions } from './useLeadActions'

const StatusHistory = lazy(() => import('@/record/status/StatusHistory').then((module) => ({ default: module.StatusHistory })))
const ReassignDialog = lazy(() => import('./ReassignDialog').then((module) => ({ default: module.ReassignDialog })))
const SharesDialog = lazy(() => import('@/record/SharesDialog').then((module) => ({ default: module.SharesDialog })))
const ConflictDialog = lazy(() => import('@/record/ConflictDialog').then((module) => ({ default: module.ConflictDialog })))
const HistorySheet = lazy(() => import('@/record/HistorySheet').then((module) => ({ default: module.HistorySheet })))
const UnmaskDialog = lazy(() => import('@/record/UnmaskDialog').then((module) => ({ default: module.UnmaskDialog })))
const ExplainSheet = lazy(() => import('@/record/ExplainSheet').then((module) => ({ default: module.ExplainSheet })))
const LeadTasks = lazy(() => import('./LeadTasks').then((module) => ({ default: module.LeadTasks })))
const Relations = lazy(() => import('./Relations').then((module) => ({ default: module.Relations })))
const TaskDialog = lazy(() => import('@/record/tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))

/// Already said by the head of the page, the bar or the panel beside the timeline.
const NOTHING = () => undefined
const ELSEWHERE = ['number', 'status', 'statusSince', 'pipeline', 'previousLead']

type Opened = 'reassign' | 'shares' | 'history' | 'task' | 'unmask' | 'explain' | null
type Props = { meta: ObjectMeta; lead: RecordView; users: readonly DirectoryUser[]; changed: ReadonlySet<string> }

export function Lead({ meta, lead, users, changed }: Props) {
  const me = useMe()
  const router = useRouter()
  const peek = usePeek()
  const onPhone = usePhone()
  // Beside a list there is as little room as on a phone.
  const phone = onPhone || peek !== null
  const Frame = peek ? PeekFrame : Page
  const wide = useMedia('(min-width: 80rem)')
  const path = pathOf(meta)
  const [opened, setOpened] = useState<Opened>(null)
  const [tab, setTab] = useState('activity')
  const note = useRef<HTMLTextAreaElement>(null)
  const { save, conflict, resolve } = useFieldPatch('lead', path)
  const { star, restore, remove } = useLeadActions(lead)
  const neighbours = useNeighbours(meta, lead.id)
  const title = String(lead[meta.titleField] || lead['number'] || t('grid.untitled'))
  const deleted = lead['deleted'] === true
  const can = deleted ? undefined : lead.can
  const shown: RecordView = deleted && lead.can ? { ...lead, can: { ...lead.can, update: false, transition: false } } : lead
  const reach = reachOf(meta, lead)
  useRecent('lead', lead.id, title)
  const ref = { id: lead.id, object: 'lead', label: title }
  const mayPlan = may(me, 'tasks', 'write') && !deleted
  const canAssign = can?.assign ?? false

  const writeNote = useCallback(() => {
    setTab('activity')
    // On a phone the field is only there once its tab is.
    if (note.current) note.current.focus()
    else requestAnimationFrame(() => note.current?.focus())
  }, [])
  useActions(
    useMemo<Action[]>(() => {
      const go = (id: string | null | undefined) => () => {
        const href = recordHref('lead', id)
        if (href !== null) router.history.replace(href)
      }
      const open = (href: string) => () => void window.open(href, href.startsWith('http') ? '_blank' : '_self', 'noopener')
      return [
        { ...offer('record.note', NOTHING), run: writeNote },
        ...(mayPlan ? [offer('record.task', () => setOpened('task'))] : []),
        ...(canAssign ? [offer('record.assign', () => setOpened('reassign'))] : []),
        ...(reach.call ? [offer('record.call', open(reach.call))] : []),
        ...(reach.whatsApp ? [offer('record.whatsApp', open(reach.whatsApp))] : []),
        ...(reach.mail ? [offer('record.mail', open(reach.mail))] : []),
        // Beside a list, the list is walked.
        ...(peek ? [] : [offer('record.previous', go(neighbours?.previous)), offer('record.next', go(neighbours?.next))]),
      ]
    }, [writeNote, mayPlan, canAssign, reach.call, reach.whatsApp, reach.mail, neighbours?.previous, neighbours?.next, router, peek]),
  )

  const facts = (
    <Facts
      meta={meta}
      record={shown}
      users={users}
      currency={me.tenant.currency}
      omit={ELSEWHERE}
      changed={changed}
      onSave={(field, value) => void save(lead, field, value)}
      onSpecial={canAssign ? { owner: () => setOpened('reassign') } : {}}
    />
  )
  const timeline = <Timeline meta={meta} path={path} id={lead.id} users={users} mayWrite={can?.update ?? false} field={note} />
  const side = (
    <div className="flex flex-col gap-6 p-4">
      <Suspense fallback={<SkeletonRows rows={3} />}>
        <LeadTasks lead={ref} mayWrite={mayPlan} onMore={() => setOpened('task')} />
      </Suspense>
      <section aria-label={t('status.history')}>
        <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('status.history')}</h2>
        <Suspense>
          <StatusHistory
            object="lead"
            path={path}
            id={lead.id}
            field={statusField(meta)}
            current={String(lead['status'] ?? '')}
            since={typeof lead['statusSince'] === 'string' ? lead['statusSince'] : null}
          />
        </Suspense>
      </section>
      <ContactPoints meta={meta} lead={shown} />
      <Suspense>
        <Relations lead={lead} />
      </Suspense>
    </div>
  )
  const head = <Head meta={meta} lead={lead} reach={reach} onNote={writeNote} {...(mayPlan ? { onTask: () => setOpened('task') } : {})} compact={onPhone} />

  return (
    <Frame
      title={title}
      aside={onPhone ? undefined : String(lead['number'] ?? '')}
      lead={
        <Link to="/leads" aria-label={t('lead.back')} title={t('lead.back')} className="-ms-2 flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover">
          <ArrowLeft size={16} className="mirror" aria-hidden />
        </Link>
      }
      actions={
        <>
          {!phone && neighbours && <Walk neighbours={neighbours} />}
          <IconButton label={t(lead.favourite ? 'lead.unstar' : 'lead.star')} aria-pressed={lead.favourite ?? false} onClick={() => star.mutate(!lead.favourite)}>
            <Star size={16} className={cn(lead.favourite && 'fill-current text-warn')} aria-hidden />
          </IconButton>
          {!phone && !deleted && <ShareButton lead={lead} path={path} onOpen={() => setOpened('shares')} />}
          {!phone && canAssign && (
            <Button icon={<UserRoundCheck size={16} aria-hidden />} onClick={() => setOpened('reassign')}>
              {t('lead.reassign')}
            </Button>
          )}
          <Menu
            trigger={
              <IconButton label={t('lead.more')}>
                <EllipsisVertical size={16} aria-hidden />
              </IconButton>
            }
          >
            {phone && canAssign && (
              <MenuItem icon={<UserRoundCheck size={16} aria-hidden />} onSelect={() => setOpened('reassign')}>
                {t('lead.reassign')}
              </MenuItem>
            )}
            {phone && !deleted && (
              <MenuItem icon={<Share2 size={16} aria-hidden />} onSelect={() => setOpened('shares')}>
                {t('shares.title')}
              </MenuItem>
            )}
            <MenuItem icon={<History size={16} aria-hidden />} onSelect={() => setOpened('history')}>
              {t('history.title')}
            </MenuItem>
            {!deleted && (
              <MenuItem icon={<ShieldQuestion size={16} aria-hidden />} onSelect={() => setOpened('explain')}>
                {t('insight.explain')}
              </MenuItem>
            )}
            {can?.unmask && Array.isArray(lead['masked']) && lead['masked'].length > 0 && (
              <MenuItem icon={<Eye size={16} aria-hidden />} onSelect={() => setOpened('unmask')}>
                {t('insight.unmask')}
              </MenuItem>
            )}
            {can?.delete && (
              <>
                <MenuSeparator />
                <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => remove.mutate()}>
                  {t('lead.delete')}
                </MenuItem>
              </>
            )}
          </Menu>
        </>
      }
      toolbar={
        <>
          {deleted && (
            <div role="status" className="flex items-center gap-3 bg-warn-soft px-4 py-2 text-warn">
              <Trash2 size={16} aria-hidden />
              <span className="flex-1 font-medium">{t('lead.inTrash')}</span>
              <Button size="sm" busy={restore.isPending} icon={<RotateCcw size={14} aria-hidden />} onClick={() => restore.mutate()}>
                {t('lead.restore')}
              </Button>
            </div>
          )}
          <StatusBar meta={meta} path={path} record={shown} users={users} currency={me.tenant.currency} changed={changed.has('status')} />
        </>
      }
      fixed
    >
      {phone ? (
        <>
          <Tabs
            className="min-h-0 flex-1 [&>[role=tabpanel]]:overflow-y-auto"
            label={t('lead.parts')}
            value={tab}
            onChange={setTab}
            tabs={[
              {
                value: 'details',
                label: t('lead.details'),
                content: (
                  <div className="flex flex-col gap-4 p-4">
                    {head}
                    {facts}
                  </div>
                ),
              },
              { value: 'activity', label: t('timeline.title'), content: timeline },
              { value: 'tasks', label: t('nav.tasks'), content: side },
            ]}
          />
          {onPhone && <ThumbBar reach={reach} onNote={writeNote} {...(mayPlan ? { onTask: () => setOpened('task') } : {})} />}
        </>
      ) : (
        <div className="grid min-h-0 flex-1 grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[300px_minmax(0,1fr)_300px] 2xl:grid-cols-[360px_minmax(0,1fr)_360px]">
          <Pane label={t('lead.facts')}>
            <div className="flex flex-col gap-4 p-4">
              {head}
              {facts}
            </div>
            {!wide && <div className="border-t border-line">{side}</div>}
          </Pane>
          <Pane label={t('timeline.title')} middle>
            {timeline}
          </Pane>
          {wide && <Pane label={t('lead.beside')}>{side}</Pane>}
        </div>
      )}
      <Suspense>
        {conflict && <ConflictDialog conflict={conflict} onResolve={resolve} />}
        {opened === 'reassign' && <ReassignDialog lead={lead} users={users} onClose={() => setOpened(null)} />}
        {opened === 'shares' && (
          <SharesDialog
            object="lead"
            path={path}
            id={lead.id}
            users={users}
            mayShare={can?.share ?? false}
            ownerId={isPerson(lead['owner']) ? lead['owner'].id : null}
            onClose={() => setOpened(null)}
          />
        )}
        {opened === 'history' && <HistorySheet meta={meta} path={path} record={shown} onRestore={(field, value) => void save(lead, field, value)} onClose={() => setOpened(null)} />}
        {opened === 'explain' && <ExplainSheet object="lead" path={path} id={lead.id} users={users} onClose={() => setOpened(null)} />}
        {opened === 'unmask' && <UnmaskDialog meta={meta} path={path} record={lead} onClose={() => setOpened(null)} />}
        {opened === 'task' && <TaskDialog parent={ref} fixedParent parentObject="lead" onClose={() => setOpened(null)} />}
      </Suspense>
    </Frame>
  )
}

function Pane({ label, middle = false, children }: { label: string; middle?: boolean; children: ReactNode }) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} className={cn('min-h-0 overflow-y-auto -outline-offset-2', middle && 'border-x border-line')}>
      {children}
    </div>
  )
}

type Reach = { call: string | null; whatsApp: string | null; mail: string | null }

/// The ways to reach the person, as far as the reader may see them.
function reachOf(meta: ObjectMeta, lead: RecordView): Reach {
  const field = (kind: FieldMeta['kind']) => meta.fields.find((each) => each.kind === kind && linkOf(each, lead[each.key]) !== null)
  const phone = field('phone')
  const mail = field('email')
  return {
    call: phone ? linkOf(phone, lead[phone.key]) : null,
    whatsApp: phone ? whatsAppOf(String(lead[phone.key])) : null,
    mail: mail ? linkOf(mail, lead[mail.key]) : null,
  }
}

type HeadProps = { meta: ObjectMeta; lead: RecordView; reach: Reach; onNote: () => void; onTask?: () => void; compact: boolean }

/// What one wants to know and do first: the value, who has it, how to reach them.
function Head({ meta, lead, reach, onNote, onTask, compact }: HeadProps) {
  const value = meta.fields.find((field) => field.kind === 'money')
  const heat = meta.fields.find((field) => field.key === 'temperature')
  const worth = value ? lead[value.key] : null
  const below = String(lead['company'] ?? '')
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-start gap-3">
        <Avatar name={String(lead[meta.titleField] ?? '')} size="lg" />
        <div className="min-w-0">
          {isMoney(worth) ? (
            <p className="text-20 font-semibold tabular-nums" title={value?.label}>
              <bdi>{money(worth.amount, worth.currency)}</bdi>
            </p>
          ) : (
            <p className="text-16 font-semibold">
              <bdi>{String(lead['company'] || lead[meta.titleField] || '')}</bdi>
            </p>
          )}
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">
            {isMoney(worth) && below !== '' && <bdi className="truncate">{below}</bdi>}
            {heat && fieldValue(heat, lead[heat.key])}
          </p>
        </div>
      </div>
      {!compact && (
        <div className="flex gap-1.5">
          <Quick href={reach.call} label={t('record.call')} keys="C" icon={<Phone size={16} aria-hidden />} />
          <Quick href={reach.whatsApp} label={t('record.whatsApp')} keys="W" icon={<MessageCircle size={16} aria-hidden />} />
          <Quick href={reach.mail} label={t('record.mail')} keys="E" icon={<Mail size={16} aria-hidden />} />
          <IconButton variant="secondary" label={t('record.note')} keys="M" onClick={onNote}>
            <StickyNote size={16} aria-hidden />
          </IconButton>
          {onTask && (
            <IconButton variant="secondary" label={t('record.task')} keys="T" onClick={onTask}>
              <Plus size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      )}
    </div>
  )
}

function Quick({ href, label, keys, icon }: { href: string | null; label: string; keys: string; icon: ReactNode }) {
  if (href === null) return null
  return (
    <a
      href={href}
      aria-label={label}
      title={`${label} (${keys})`}
      {...(href.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
      className="flex size-hit items-center justify-center rounded-control border border-line-strong bg-raised shadow-lift hover:bg-[color-mix(in_oklch,var(--raised)_96%,var(--ink))]"
    >
      {icon}
    </a>
  )
}

/// One hand on a phone: call, WhatsApp, note, task.
function ThumbBar({ reach, onNote, onTask }: { reach: Reach; onNote: () => void; onTask?: () => void }) {
  const item = 'flex h-12 min-w-0 flex-auto items-center justify-center gap-1.5 rounded-control px-2 text-13 font-medium'
  return (
    <div className="flex shrink-0 gap-1.5 border-t border-line bg-surface px-3 py-2">
      {reach.call && (
        <a href={reach.call} className={cn(item, 'bg-solid text-on-solid')}>
          <Phone size={16} aria-hidden />
          {t('record.call')}
        </a>
      )}
      {reach.whatsApp && (
        <a href={reach.whatsApp} target="_blank" rel="noreferrer noopener" className={cn(item, 'bg-ok-soft text-ok')}>
          <MessageCircle size={16} aria-hidden />
          {t('record.whatsApp')}
        </a>
      )}
      <button type="button" className={cn(item, 'border border-line-strong')} onClick={onNote}>
        <StickyNote size={16} aria-hidden />
        {t('record.note.short')}
      </button>
      {onTask && (
        <button type="button" className={cn(item, 'border border-line-strong')} onClick={onTask}>
          <Plus size={16} aria-hidden />
          {t('record.task.short')}
        </button>
      )}
    </div>
  )
}

function Walk({ neighbours }: { neighbours: Neighbours }) {
  const step = (id: string | null, label: string, keys: string, icon: ReactNode) =>
    id === null ? (
      <IconButton label={label} size="sm" disabled>
        {icon}
      </IconButton>
    ) : (
      <Link
        to={recordHref('lead', id) ?? '.'}
        replace
        aria-label={label}
        title={`${label} (${keys})`}
        className="flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
      >
        {icon}
      </Link>
    )
  return (
    <span className="me-1 flex items-center gap-0.5">
      <span className="me-1 text-12 text-ink-3 tabular-nums max-lg:hidden">{t(neighbours.more ? 'record.position.more' : 'record.position', { position: neighbours.position, of: neighbours.of })}</span>
      {step(neighbours.previous, t('record.previous'), '[', <ChevronUp size={16} aria-hidden />)}
      {step(neighbours.next, t('record.next'), ']', <ChevronDown size={16} aria-hidden />)}
    </span>
  )
}

function ShareButton({ lead, path, onOpen }: { lead: RecordView; path: string; onOpen: () => void }) {
  const { data: shares = [] } = useQuery(sharesQuery('lead', path, lead.id))
  return (
    <Button variant="quiet" icon={<Share2 size={16} aria-hidden />} onClick={onOpen}>
      {t('shares.button')}
      {shares.length > 0 && <span className="rounded-full bg-soft px-1.5 text-12 text-soft-ink tabular-nums">{shares.length}</span>}
    </Button>
  )
}
