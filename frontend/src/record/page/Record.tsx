import { useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { RotateCcw, Share2, Star, Trash2, UserRoundCheck } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { pathOf } from '@/api/records'
import { may } from '@/api/rights'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'
import { useMe } from '@/api/useMe'
import type { FieldHandle } from '@/editor/RichField'
import { t } from '@/i18n/t'
import { BackLink } from '@/actions/BackLink'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Page } from '@/ui/Page'
import { SkeletonRows } from '@/ui/Skeleton'
import { useMedia, usePhone } from '@/ui/useMedia'
import { Facts } from '../facts/Facts'
import { recordHref } from '../links'
import { PeekFrame, usePeek } from '../peek'
import { useRecent } from '../recent'
import { sharesQuery } from '../shares'
import { StatusBar } from '../status/StatusBar'
import { hasStatuses, statusField } from '../status/statusField'
import { useFieldPatch } from '../useFieldPatch'
import { useNeighbours } from '../useNeighbours'
import { useStands } from '../useStands'
import { isPerson } from '../values'
import { Head } from './Head'
import type { RecordKind } from './kind'
import { reachActions, reachOf } from './reach'
import { type Opened, RecordMenu } from './RecordMenu'
import { useRecordWrites } from './useRecordWrites'
import { Walk } from './Walk'

export const loadTimeline = () => import('../timeline/Timeline')
const Timeline = lazy(() => loadTimeline().then((module) => ({ default: module.Timeline })))
const Viewers = lazy(() => import('./Viewers').then((module) => ({ default: module.Viewers })))
const StatusHistory = lazy(() => import('../status/StatusHistory').then((module) => ({ default: module.StatusHistory })))
const ThumbBar = lazy(() => import('./ThumbBar').then((module) => ({ default: module.ThumbBar })))
const AskDialog = lazy(() => import('./AskDialog').then((module) => ({ default: module.AskDialog })))
const ReassignDialog = lazy(() => import('./ReassignDialog').then((module) => ({ default: module.ReassignDialog })))
const SharesDialog = lazy(() => import('../SharesDialog').then((module) => ({ default: module.SharesDialog })))
const ConflictDialog = lazy(() => import('../ConflictDialog').then((module) => ({ default: module.ConflictDialog })))
const HistorySheet = lazy(() => import('../HistorySheet').then((module) => ({ default: module.HistorySheet })))
const Merged = lazy(() => import('../merge/Merged').then((module) => ({ default: module.Merged })))
const EraseDialog = lazy(() => import('../EraseDialog').then((module) => ({ default: module.EraseDialog })))
const GiveBackDialog = lazy(() => import('./GiveBackDialog').then((module) => ({ default: module.GiveBackDialog })))
const MergeDialog = lazy(() => import('../merge/MergeDialog').then((module) => ({ default: module.MergeDialog })))
const UnmaskDialog = lazy(() => import('../UnmaskDialog').then((module) => ({ default: module.UnmaskDialog })))
const ExplainSheet = lazy(() => import('../ExplainSheet').then((module) => ({ default: module.ExplainSheet })))
const RecordApprovals = lazy(() => import('../approvals/RecordApprovals').then((module) => ({ default: module.RecordApprovals })))
const RecordTasks = lazy(() => import('../tasks/RecordTasks').then((module) => ({ default: module.RecordTasks })))
const Tabs = lazy(() => import('@/ui/Tabs').then((module) => ({ default: module.Tabs })))
const TaskDialog = lazy(() => import('../tasks/TaskDialog').then((module) => ({ default: module.TaskDialog })))

const NOTHING = () => undefined
const PATIENCE_FRAMES = 300
/// Already said by the head of the page and the bar.
const SAID = ['number', 'status', 'statusSince', 'pipeline']

type Props = { kind: RecordKind; meta: ObjectMeta; record: RecordView; users: readonly DirectoryUser[]; changed: ReadonlySet<string> }

/// A record that is here: on its page, on a phone, or beside its list.
export function Record({ kind, meta, record, users, changed }: Props) {
  const me = useMe()
  const router = useRouter()
  const peek = usePeek()
  const onPhone = usePhone()
  // Beside a list there is as little room as on a phone.
  const phone = onPhone || peek !== null
  const Frame = peek ? PeekFrame : Page
  const wide = useMedia('(min-width: 80rem)')
  const stands = useStands()
  const object = meta.key
  const path = pathOf(meta)
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const [tab, setTab] = useState<string>(kind.Main ? 'details' : 'activity')
  const note = useRef<FieldHandle>(null)
  const title = String(record[meta.titleField] || record['number'] || t('grid.untitled'))
  const { save, conflict, resolve } = useFieldPatch(object, path)
  const { star, restore, remove } = useRecordWrites(meta, record, title)
  const starred = record.favourite ?? false
  const toggleStar = () => star.mutate(!starred)
  const neighbours = useNeighbours(meta, record.id)
  const deleted = record['deleted'] === true
  const mergedInto = deleted && typeof record['mergedInto'] === 'string' ? recordHref(object, record['mergedInto']) : null
  const can = deleted ? undefined : record.can
  const shown: RecordView = deleted && record.can ? { ...record, can: { ...record.can, update: false, transition: false } } : record
  const reach = reachOf(meta, record)
  const flows = hasStatuses(meta)
  useRecent(object, record.id, title)
  const ref = { id: record.id, object, label: title }
  const mayPlan = may(me, 'tasks', 'write') && !deleted
  const mayMerge = meta.can.merge && (can?.update ?? false)
  const mine = isPerson(record['owner']) && record['owner'].id === me.user.id
  const mayReassign = kind.reassign === true && (can?.assign ?? false)
  const mayAsk = kind.reassign === true && can?.assign === false && may(me, meta.plural, 'write') && !mine
  const mayGiveBack = flows && me.pools.includes(meta.plural) && isPerson(record['owner']) && (can?.update ?? false) && (mine || can?.assign === true)
  const mayUnmask = can?.unmask === true && Array.isArray(record['masked']) && record['masked'].length > 0

  const writeNote = useCallback(() => {
    setTab('activity')
    // The field comes with its tab, and with the activity: a key pressed before that counts, too.
    const focus = (frames: number) => {
      if (note.current) note.current.focus()
      else if (frames > 0) requestAnimationFrame(() => focus(frames - 1))
    }
    focus(PATIENCE_FRAMES)
  }, [])
  const plan = mayPlan ? () => setOpened('task') : null
  useActions(
    useMemo<Action[]>(() => {
      const go = (id: string | null | undefined) => () => {
        const href = recordHref(object, id)
        if (href !== null) router.history.replace(href)
      }
      return [
        { ...offer('record.note', NOTHING), run: writeNote },
        ...(mayPlan ? [offer('record.task', () => setOpened('task'))] : []),
        ...(mayReassign ? [offer('record.assign', () => setOpened('reassign'))] : []),
        ...(mayAsk ? [offer('record.ask', () => setOpened('ask'))] : []),
        ...(mayGiveBack ? [offer('record.giveBack', () => setOpened('giveBack'))] : []),
        ...reachActions({ call: reach.call, whatsApp: reach.whatsApp, mail: reach.mail }),
        // Beside a list, the list is walked.
        ...(peek ? [] : [offer('record.previous', go(neighbours?.previous)), offer('record.next', go(neighbours?.next))]),
      ]
    }, [object, writeNote, mayPlan, mayReassign, mayAsk, mayGiveBack, reach.call, reach.whatsApp, reach.mail, neighbours?.previous, neighbours?.next, router, peek]),
  )

  const panel = { meta, record: shown, users }
  const facts = (
    <>
      <Head {...panel} title={title} reach={reach} Below={kind.Below} onNote={writeNote} onTask={plan} compact={onPhone} />
      <Facts
        meta={meta}
        record={shown}
        users={users}
        currency={me.tenant.currency}
        omit={kind.omit ? [...SAID, ...kind.omit] : SAID}
        changed={changed}
        onSave={(field, value) => void save(record, field, value)}
        onSpecial={mayReassign ? { owner: () => setOpened('reassign') } : {}}
      />
      {kind.Facts && <kind.Facts {...panel} />}
    </>
  )
  const main = kind.Main && <kind.Main {...panel} />
  const timeline = (
    <Suspense fallback={<SkeletonRows rows={5} className="p-4" />}>
      <Timeline meta={meta} path={path} id={record.id} title={title} users={users} mayWrite={can?.update ?? false} related={kind.related ?? false} field={note} {...(kind.Remark ? { RemarkExtra: kind.Remark } : {})} {...(kind.Compose ? { beside: { Compose: kind.Compose, panel } } : {})} />
    </Suspense>
  )
  const side = (
    <div className="flex flex-col gap-6 p-4">
      {phone && kind.Actions && <kind.Actions {...panel} />}
      {mayMerge && (
        <Suspense fallback={null}>
          <Merged meta={meta} id={record.id} />
        </Suspense>
      )}
      {may(me, 'tasks') && (
        <Suspense fallback={<SkeletonRows rows={3} />}>
          <RecordTasks record={ref} mayWrite={mayPlan} urge={flows} onMore={() => setOpened('task')} />
        </Suspense>
      )}
      {!deleted && (
        <Suspense fallback={null}>
          <RecordApprovals object={object} id={record.id} />
        </Suspense>
      )}
      {flows && (
        <section aria-label={t('status.history')}>
          <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('status.history')}</h2>
          <Suspense>
            <StatusHistory
              object={object}
              path={path}
              id={record.id}
              field={statusField(meta)}
              current={String(record['status'] ?? '')}
              since={typeof record['statusSince'] === 'string' ? record['statusSince'] : null}
            />
          </Suspense>
        </section>
      )}
      {kind.Beside && (
        <Suspense>
          <kind.Beside {...panel} />
        </Suspense>
      )}
    </div>
  )
  const viewers = stands && (
    <Suspense>
      <Viewers object={object} id={record.id} users={users} className={phone ? 'border-b border-line px-4 py-1.5' : 'max-w-56 pe-1'} />
    </Suspense>
  )
  const offered = new Set<Opened>(['history'])
  if (!deleted) offered.add('explain')
  if (mayUnmask) offered.add('unmask')
  if (mayMerge) offered.add('merge')
  if (meta.can.erase && mergedInto === null) offered.add('erase')
  if (phone && mayReassign) offered.add('reassign')
  if (mayAsk) offered.add('ask')
  if (mayGiveBack) offered.add('giveBack')
  if (phone && !deleted) offered.add('shares')

  return (
    <Frame
      title={title}
      aside={onPhone ? undefined : String(record['number'] ?? '')}
      lead={<BackLink to={path} label={t('record.back')} />}
      actions={
        <>
          {!phone && viewers}
          {!phone && neighbours && <Walk object={object} neighbours={neighbours} />}
          {!onPhone && (
            <IconButton label={t(starred ? 'record.unstar' : 'record.star')} aria-pressed={starred} onClick={toggleStar}>
              <Star size={16} className={cn(starred && 'fill-current text-warn')} aria-hidden />
            </IconButton>
          )}
          {!phone && !deleted && <ShareButton object={object} path={path} id={record.id} onOpen={() => setOpened('shares')} />}
          {!phone && mayReassign && (
            <Button icon={<UserRoundCheck size={16} aria-hidden />} onClick={() => setOpened('reassign')}>
              {t('record.reassign')}
            </Button>
          )}
          {!phone && kind.Actions && <kind.Actions {...panel} />}
          <RecordMenu offered={offered} onOpen={setOpened} onDelete={can?.delete ? () => remove.mutate() : null} mute={deleted ? null : { object, id: record.id, title }} star={onPhone ? { is: starred, onToggle: toggleStar } : null} />
        </>
      }
      toolbar={
        <>
          {deleted && (
            <div role="status" className="flex items-center gap-3 bg-warn-soft px-4 py-2 text-warn">
              <Trash2 size={16} aria-hidden />
              <span className="flex-1 font-medium">{mergedInto === null ? t('record.inTrash') : <Link to={mergedInto} className="underline">{t('merge.gone')}</Link>}</span>
              {mergedInto === null && <Button size="sm" busy={restore.isPending} icon={<RotateCcw size={14} aria-hidden />} onClick={() => restore.mutate()}>
                {t('record.restore')}
              </Button>}
            </div>
          )}
          {phone && viewers}
          {flows && <StatusBar meta={meta} path={path} record={shown} users={users} currency={me.tenant.currency} changed={changed.has('status')} />}
        </>
      }
      fixed
    >
      {phone ? (
        <>
          <Suspense fallback={<SkeletonRows rows={8} className="flex-1 p-4" />}>
            <Tabs
              className="min-h-0 flex-1 [&>[role=tabpanel]]:overflow-y-auto"
              label={t('record.parts')}
              value={tab}
              onChange={setTab}
              tabs={[
                { value: 'details', label: t('record.details'), content: <><div className="flex flex-col gap-4 p-4">{facts}</div>{main}</> },
                { value: 'activity', label: t('timeline.title'), content: timeline },
                { value: 'beside', label: t('record.beside.short'), content: side },
              ]}
            />
          </Suspense>
          {onPhone && (
            <Suspense fallback={<div className="h-16 shrink-0" />}>
              <ThumbBar reach={reach} onNote={writeNote} onTask={plan} />
            </Suspense>
          )}
        </>
      ) : (
        <div className="print-flow grid min-h-0 flex-1 grid-cols-[280px_minmax(0,1fr)] xl:grid-cols-[300px_minmax(0,1fr)_300px] 2xl:grid-cols-[360px_minmax(0,1fr)_360px]">
          <Pane label={t('record.facts')}>
            <div className="flex flex-col gap-4 p-4">{facts}</div>
            {!wide && stands && <div className="border-t border-line">{side}</div>}
          </Pane>
          <Pane label={t('timeline.title')} middle>
            {main}
            {timeline}
          </Pane>
          {wide && <Pane label={t('record.beside')}>{stands && side}</Pane>}
        </div>
      )}
      <Suspense>
        {conflict && <ConflictDialog conflict={conflict} onResolve={resolve} />}
        {opened === 'ask' && <AskDialog meta={meta} record={record} onClose={close} />}
        {opened === 'giveBack' && <GiveBackDialog meta={meta} record={record} title={title} onClose={close} />}
        {opened === 'reassign' && <ReassignDialog meta={meta} record={record} users={users} onClose={close} />}
        {opened === 'shares' && (
          <SharesDialog
            object={object}
            path={path}
            id={record.id}
            users={users}
            mayShare={can?.share ?? false}
            ownerId={isPerson(record['owner']) ? record['owner'].id : null}
            onClose={close}
          />
        )}
        {opened === 'history' && <HistorySheet meta={meta} path={path} record={shown} onRestore={(field, value) => void save(record, field, value)} onClose={close} />}
        {opened === 'explain' && <ExplainSheet object={object} path={path} id={record.id} users={users} onClose={close} />}
        {opened === 'merge' && <MergeDialog meta={meta} record={ref} onClose={close} />}
        {opened === 'erase' && <EraseDialog meta={meta} path={path} record={record} title={title} onClose={close} />}
        {opened === 'unmask' && <UnmaskDialog meta={meta} path={path} record={record} onClose={close} />}
        {opened === 'task' && <TaskDialog parent={ref} fixedParent parentObject={object} onClose={close} />}
      </Suspense>
    </Frame>
  )
}

function Pane({ label, middle = false, children }: { label: string; middle?: boolean; children: ReactNode }) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} className={cn('print-flow min-h-0 overflow-y-auto -outline-offset-2', middle && 'border-x border-line print:border-x-0 print:border-t')}>
      {children}
    </div>
  )
}

function ShareButton({ object, path, id, onOpen }: { object: string; path: string; id: string; onOpen: () => void }) {
  const { data: shares = [] } = useQuery(sharesQuery(object, path, id))
  return (
    <Button variant="quiet" icon={<Share2 size={16} aria-hidden />} onClick={onOpen}>
      {t('shares.button')}
      {shares.length > 0 && <span className="rounded-full bg-soft px-1.5 text-12 text-soft-ink tabular-nums">{shares.length}</span>}
    </Button>
  )
}
