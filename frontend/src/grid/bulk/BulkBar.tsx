import '@/i18n/packs/bulk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowRightLeft, Pencil, Trash2, UserRoundCheck, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { offer } from '@/actions/offer'
import { type Action, useActions } from '@/actions/registry'
import { type BulkChoice, type BulkOperation, type BulkWish, bulkQuery, cancelBulk, isOver, startBulk, undoBulk } from '@/api/bulk'
import type { Aggregate, Filter, ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { Progress as ProgressBar } from '@/ui/Progress'
import { toast } from '@/ui/toast'
import { AssignDialog, DeleteDialog, EditDialog, MoveDialog } from './BulkDialogs'
import { BulkFailures } from './BulkFailures'

type Props = {
  meta: ObjectMeta
  rows: readonly Row[]
  /// All rows that are loaded are picked: only then more than those may be meant.
  allLoaded: boolean
  filter: Filter | null
  aggregate: Aggregate | undefined
  /// Which dialog is open; a shortcut of the list may open one.
  step: BulkStep | null
  onStep: (step: BulkStep | null) => void
  onClear: () => void
  onChanged: () => void
}

export type BulkStep = 'edit' | 'assign' | 'move' | 'delete'

/// What can be done with several records at once, chosen one by one or as everything the list shows. The server does
/// it; this follows how far it has come, says what was refused and why, and offers to take it back.
export function BulkBar({ meta, rows, allLoaded, filter, aggregate, step, onStep: setStep, onClear, onChanged }: Props) {
  const [everything, setEverything] = useState(false)
  const [running, setRunning] = useState<string | null>(null)
  const [failed, setFailed] = useState<BulkOperation | null>(null)

  const chosen = rows.length
  const all = everything && allLoaded
  const choice: BulkChoice = all ? { filter } : { records: rows.map(({ id, version }) => ({ id, version })) }
  const start = useMutation({
    mutationFn: (wish: Omit<BulkWish, 'object' | 'choice'>) => startBulk({ object: meta.key, choice, ...wish }),
    meta: { shown: true },
    onSuccess: (operation) => {
      setStep(null)
      setEverything(false)
      setRunning(operation.id)
      onClear()
    },
  })
  const dialog = {
    meta,
    choice,
    busy: start.isPending,
    error: start.error,
    onClose: () => {
      start.reset()
      setStep(null)
    },
    onRun: start.mutate,
  }
  const moves = meta.fields.some((field) => field.key === 'pipeline')
  const assigns = meta.can.assign && moves
  const any = running === null && chosen > 0
  useActions(
    useMemo<Action[]>(
      () =>
        any
          ? [
              ...(assigns ? [offer('selection.assign', () => setStep('assign'))] : []),
              ...(moves ? [offer('selection.status', () => setStep('move'))] : []),
              offer('selection.edit', () => setStep('edit')),
              ...(meta.can.delete ? [offer('selection.delete', () => setStep('delete'))] : []),
              offer('selection.clear', onClear),
            ]
          : [],
      [any, assigns, moves, meta.can.delete, setStep, onClear],
    ),
  )
  const total = aggregate?.count
  const more = allLoaded && total !== undefined && total.value > chosen
  return (
    <>
      {running !== null && (
        <Progress
          id={running}
          onOver={(operation) => {
            setRunning(null)
            onChanged()
            report(operation, setRunning, setFailed)
          }}
        />
      )}
      {running === null && chosen > 0 && (
        <div role="toolbar" aria-label={t('grid.selected', { count: chosen })} className="animate-appear pointer-events-auto flex max-w-full flex-wrap items-center gap-1 rounded-sheet border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-float">
          <span className="me-2 font-medium tabular-nums" role="status">
            {all && total !== undefined
              ? t(total.exact ? 'bulk.all.chosen' : 'bulk.all.chosen.about', { count: total.value })
              : t('grid.selected', { count: chosen })}
          </span>
          {more && !all && (
            <Button variant="quiet" size="sm" onClick={() => setEverything(true)}>
              {t(total.exact ? 'bulk.all' : 'bulk.all.about', { count: total.value })}
            </Button>
          )}
          <Button variant="quiet" size="sm" icon={<Pencil size={14} aria-hidden />} onClick={() => setStep('edit')}>
            {t('bulk.edit')}
          </Button>
          {assigns && (
            <Button variant="quiet" size="sm" icon={<UserRoundCheck size={14} aria-hidden />} onClick={() => setStep('assign')}>
              {t('bulk.assign')}
            </Button>
          )}
          {moves && (
            <Button variant="quiet" size="sm" icon={<ArrowRightLeft size={14} aria-hidden />} onClick={() => setStep('move')}>
              {t('bulk.move')}
            </Button>
          )}
          {meta.can.delete && (
            <Button variant="quiet" size="sm" className="text-bad!" icon={<Trash2 size={14} aria-hidden />} onClick={() => setStep('delete')}>
              {t('bulk.delete')}
            </Button>
          )}
          <IconButton
            label={t('grid.selected.clear')}
            size="sm"
            onClick={() => {
              setEverything(false)
              onClear()
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        </div>
      )}
      {step === 'edit' && <EditDialog {...dialog} />}
      {step === 'assign' && <AssignDialog {...dialog} />}
      {step === 'move' && <MoveDialog {...dialog} />}
      {step === 'delete' && <DeleteDialog {...dialog} />}
      {failed && <BulkFailures operation={failed} onClose={() => setFailed(null)} />}
    </>
  )
}

function Progress({ id, onOver }: { id: string; onOver: (operation: BulkOperation) => void }) {
  const queries = useQueryClient()
  const { data } = useQuery(bulkQuery(id))
  const over = data !== undefined && isOver(data)
  useEffect(() => {
    // Once: the caller then takes this away.
    if (over) onOver(data)
  }, [over, data, onOver])
  const cancel = useMutation({ mutationFn: () => cancelBulk(id), onSuccess: (now) => queries.setQueryData(bulkQuery(id).queryKey, now) })
  const through = data === undefined ? 0 : data.done + data.failed
  return (
    <div className="animate-appear pointer-events-auto flex items-center gap-3 rounded-sheet border border-line bg-raised py-1.5 ps-4 pe-1.5 shadow-float">
      <ProgressBar label={t('bulk.progress.label')} className="w-40" max={data?.total ?? 0} value={through} />
      <span role="status" className="tabular-nums">
        {t('bulk.progress', { done: through, total: data?.total ?? 0 })}
      </span>
      <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('bulk.cancel')}
      </Button>
    </div>
  )
}

/// What came of it, with the way back; what was refused stands in a message of its own.
function report(operation: BulkOperation, follow: (id: string) => void, show: (operation: BulkOperation) => void) {
  const { action, done, failed, status } = operation
  const back =
    done === 0 || action === 'undo'
      ? {}
      : {
          undo: async () => {
            const undoing = await undoBulk(operation.id)
            follow(undoing.id)
          },
        }
  if (status === 'canceled') toast(t('bulk.canceled', { count: done }), back)
  else if (done > 0) toast(t(action === 'undo' ? 'bulk.undone' : action === 'delete' ? 'bulk.done.deleted' : 'bulk.done', { count: done }), back)
  if (failed > 0) toast(t('bulk.failed', { count: failed }), { tone: 'problem', action: { label: t('bulk.failed.show'), run: () => show(operation) } })
}
