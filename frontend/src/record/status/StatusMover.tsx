import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import type { DirectoryUser, ObjectMeta, RecordView, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { Sheet } from '@/ui/Dialog'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { usePhone } from '@/ui/useMedia'
import { Dot } from './Dot'
import { isFree } from './moving'
import { statusField } from './statusField'
import { type TransitionOption, transitionsQuery } from './transitions'
import { useMove } from './useMove'

const MoveForm = lazy(() => import('./MoveForm').then((module) => ({ default: module.MoveForm })))

type Props = {
  meta: ObjectMeta
  path: string
  record: Row
  /// What it stands beside: a row, a card.
  anchor: HTMLElement
  /// Where to; null asks.
  to: string | null
  users: readonly DirectoryUser[]
  currency: string
  onTo: (to: string) => void
  onClose: () => void
}

/// Changes a record's status from wherever it stands. A status that asks for nothing is entered at once; another asks
/// here and now.
export function StatusMover({ meta, path, record, anchor, to, users, currency, onTo, onClose }: Props) {
  const phone = usePhone()
  const { data: options, error } = useQuery({ ...transitionsQuery(meta.key, path, record.id), staleTime: 0 })
  const { moveNow } = useMove(meta, path)
  const current = String(record[statusField(meta).key] ?? '')
  const option = to === null ? undefined : options?.find((each) => each.to === to)
  const free: boolean = isFree(option)
  const refused = to !== null && options !== undefined && option?.allowed !== true
  // Once, whatever is drawn meanwhile.
  const done = useRef(false)
  useEffect(() => {
    if (done.current || (!free && !refused)) return
    done.current = true
    if (refused) toast(option?.reason ?? t('status.cannot'), { tone: 'problem' })
    else if (option) void moveNow(record, option)
    onClose()
  }, [free, refused, option, record, moveNow, onClose])
  if (free || refused) return null

  const title = option ? t('status.moveTo', { status: option.label }) : t('status.change')
  const content = error !== null && options === undefined ? (
    <div className="p-3">
      <ProblemAlert error={error} />
    </div>
  ) : options === undefined ? (
    <Skeleton className="m-4 h-24" />
  ) : option ? (
    <Suspense fallback={<Skeleton className="m-4 h-40" />}>
      <div className={phone ? '' : 'p-4'}>
        {!phone && <h2 className="mb-3 text-14 font-semibold">{title}</h2>}
        <MoveForm key={option.to} meta={meta} path={path} record={record as RecordView} option={option} users={users} currency={currency} onClose={onClose} />
      </div>
    </Suspense>
  ) : (
    <OptionList
      label={t('status.change')}
      options={choices(options, current)}
      selected={[]}
      onPick={onTo}
    />
  )
  if (phone) {
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} title={title}>
        {content}
      </Sheet>
    )
  }
  return (
    <Popover
      label={title}
      open
      onOpenChange={(open) => !open && onClose()}
      anchor={anchor}
      className={option ? 'w-96' : 'w-80'}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        if (anchor.isConnected) anchor.focus()
      }}
    >
      {content}
    </Popover>
  )
}

/// Those one may enter first; the others say why not.
function choices(options: readonly TransitionOption[], current: string) {
  return options
    .filter((option) => option.to !== current)
    .toSorted((a, b) => Number(b.allowed) - Number(a.allowed))
    .map((option) => ({
      value: option.to,
      label: option.label,
      icon: <Dot color={option.color} />,
      disabled: !option.allowed,
      hint: option.allowed ? undefined : option.reason,
    }))
}
