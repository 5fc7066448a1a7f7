import type { FieldHandle } from '@/editor/RichField'
import '@/i18n/packs/offline'
import { CloudOff } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { pathOf } from '@/api/records'
import { may } from '@/api/rights'
import type { DirectoryUser, ObjectMeta, Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Page } from '@/ui/Page'
import { usePhone } from '@/ui/useMedia'
import { Facts } from '../facts/Facts'
import { PeekFrame, usePeek } from '../peek'
import { Timeline } from '../timeline/Timeline'
import { Head } from './Head'
import { ThumbBar } from './ThumbBar'
import { reachActions, reachOf } from './reach'

type Props = { meta: ObjectMeta; row: Row; users: readonly DirectoryUser[] }

/// A record that was never opened, while nobody can be reached: what its list shows of it, the ways to reach who it is
/// about, and a remark that waits for the network. Fields the list does not show are left out: empty would be untrue.
export function RowOnly({ meta, row, users }: Props) {
  const me = useMe()
  const peek = usePeek()
  const phone = usePhone()
  const note = useRef<FieldHandle>(null)
  const path = pathOf(meta)
  const title = String(row[meta.titleField] || row['number'] || t('grid.untitled'))
  const known: ObjectMeta = { ...meta, fields: meta.fields.filter(({ key }) => key in row) }
  const reach = reachOf(known, row)
  const mayWrite = may(me, path.slice(1), 'write')
  const write = useCallback(() => note.current?.focus(), [])
  const { call, whatsApp, mail } = reach
  useActions(useMemo<Action[]>(() => [...(mayWrite ? [{ ...offer('record.note', nothing), run: write }] : []), ...reachActions({ call, whatsApp, mail })], [mayWrite, write, call, whatsApp, mail]))
  const Frame = peek ? PeekFrame : Page
  return (
    <Frame
      title={title}
      aside={phone ? undefined : String(row['number'] ?? '')}
      toolbar={
        <p role="status" className="flex items-center gap-3 bg-warn-soft px-4 py-2 text-warn">
          <CloudOff size={16} className="shrink-0" aria-hidden />
          {t('queue.rowOnly')}
        </p>
      }
      fixed
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-160 flex-col gap-4 p-4">
          <Head meta={known} record={row} users={users} title={title} reach={reach} onNote={mayWrite ? write : null} onTask={null} compact={phone} />
          <Facts meta={known} record={row} users={users} currency={me.tenant.currency} omit={['number']} changed={NOTHING_NEW} onSave={nothing} />
          <Timeline meta={meta} path={path} id={row.id} title={title} users={users} mayWrite={mayWrite} field={note} />
        </div>
      </div>
      {phone && <ThumbBar reach={reach} onNote={mayWrite ? write : null} onTask={null} />}
    </Frame>
  )
}

const NOTHING_NEW: ReadonlySet<string> = new Set()
const nothing = () => undefined
