import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { metaQuery } from '@/api/records'
import type { Row } from '@/api/types'
import '@/i18n/packs/offline'
import { dateTime } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'
import { type Entry, withVersion } from '@/offline/entry'
import { again, discard } from '@/offline/queue'
import { useWaiting } from '@/offline/waiting'
import { recordHref } from '@/record/links'
import { TASK } from '@/record/tasks/task'
import type { Conflict } from '@/record/useFieldPatch'
import { fieldOf, nowOf, showBefore } from '@/record/waiting/deliver'
import { wordsOf } from '@/record/waiting/words'
import { Badge, type Tone } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { toast } from '@/ui/toast'

const ConflictDialog = lazy(() => import('@/record/ConflictDialog').then((module) => ({ default: module.ConflictDialog })))

const TONE = { waiting: 'neutral', sending: 'info', conflict: 'warn', failed: 'bad' } satisfies Record<Entry['state'], Tone>

/// What waits on this device to be sent, and what was refused: again, away, or a look at what the server has instead.
export function QueueSheet({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const entries = useWaiting()
  const [compared, setCompared] = useState<{ entry: Entry; current: Row } | null>(null)
  const drop = (entry: Entry) => void discard(entry.id).then(() => showBefore(queries, entry))
  const compare = async (entry: Entry) => {
    const current = entry.refusal?.current ?? (await nowOf(queries, entry))
    if (current) setCompared({ entry, current })
    else toast(t('queue.unreadable'), { tone: 'problem' })
  }
  const resolve = ({ entry, current }: { entry: Entry; current: Row }, choice: 'mine' | 'theirs') => {
    setCompared(null)
    if (choice === 'theirs') drop(entry)
    else void again(entry, withVersion(entry.work, current.version))
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('queue.title')} description={t('queue.text')}>
      {entries.length === 0 && <p className="py-6 text-center text-ink-3">{t('queue.empty')}</p>}
      <ul className="flex flex-col gap-2">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} onAgain={() => void again(entry)} onDiscard={() => drop(entry)} onCompare={() => void compare(entry)} onFollow={onClose} />
        ))}
      </ul>
      <Suspense>{compared && <Decide {...compared} onResolve={(choice) => resolve(compared, choice)} />}</Suspense>
    </Sheet>
  )
}

type LineProps = { entry: Entry; onAgain: () => void; onDiscard: () => void; onCompare: () => void; onFollow: () => void }

function Line({ entry, onAgain, onDiscard, onCompare, onFollow }: LineProps) {
  const { record, work, state, refusal } = entry
  const href = recordHref(record.object, record.id)
  const refused = state === 'conflict' || state === 'failed'
  const comparable = state === 'conflict' && (work.kind === 'move' || work.kind === 'complete')
  return (
    <li className="rounded-card border border-line p-3">
      <p className="flex items-start justify-between gap-3">
        <span dir="auto" className="line-clamp-4 min-w-0 font-medium whitespace-pre-line [overflow-wrap:anywhere]">
          {wordsOf(entry)}
        </span>
        <Badge tone={TONE[state]}>{t(`queue.state.${state}`)}</Badge>
      </p>
      <p className="flex flex-wrap gap-x-2 text-12 text-ink-3">
        {record.title !== '' &&
          (href !== null && record.object !== TASK ? (
            <Link to={href} className="text-accent underline underline-offset-2" onClick={onFollow}>
              <bdi>{record.title}</bdi>
            </Link>
          ) : (
            <bdi>{record.title}</bdi>
          ))}
        <span>{dateTime(new Date(entry.at).toISOString())}</span>
      </p>
      {refusal && (
        <p role="alert" className="mt-2 rounded-card bg-warn-soft px-3 py-2 text-warn">
          {refusal.code === 'UNSURE' ? t('queue.unsure') : tOr(`problem.${refusal.code}`, refusal.text || t('problem.UNEXPECTED'))}
        </p>
      )}
      {state !== 'sending' && (
        <div className="mt-2 flex flex-wrap gap-2">
          {comparable && (
            <Button size="sm" variant="primary" onClick={onCompare}>
              {t('queue.compare')}
            </Button>
          )}
          {refused && (
            <Button size="sm" onClick={onAgain}>
              {t('queue.again')}
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={onDiscard}>
            {t('queue.discard')}
          </Button>
        </div>
      )}
    </li>
  )
}

/// What is there now beside what was wanted, as for any field two people changed.
function Decide({ entry, current, onResolve }: { entry: Entry; current: Row; onResolve: (choice: 'mine' | 'theirs') => void }) {
  const { data: meta } = useQuery(metaQuery(entry.work.kind === 'complete' ? TASK : entry.record.object))
  const field = meta?.fields.find(({ key }) => key === fieldOf(entry))
  if (!field) return null
  const mine = entry.work.kind === 'move' ? entry.work.body.to : 'done'
  const conflict: Conflict = { field, mine, theirs: current[field.key], current }
  return <ConflictDialog conflict={conflict} onResolve={onResolve} />
}
