import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { useCallback, useMemo, useRef } from 'react'
import { problemText } from '@/api/problems'
import { directoryQuery, metaQuery, pathOf, restoreRecord } from '@/api/records'
import type { ObjectMeta, Row } from '@/api/types'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/trash'
import { t } from '@/i18n/t'
import type { ListHandle } from '@/record/listHandle'
import { undoOf } from '@/record/takeBack'
import { Button, IconButton } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { usePhone } from '@/ui/useMedia'
import { CardList } from './CardList'
import { columnsOf } from './columns'
import { Grid } from './Grid'
import { useRows } from './useRows'
import { useSelection } from './useSelection'

type Props = { object: string; hrefOf: (row: Row) => string | null; onOpen: (row: Row) => void }

/// The deleted records of any object: looked at, picked, restored.
export function Trash(props: Props) {
  const { data: meta } = useSuspenseQuery(metaQuery(props.object))
  return <Deleted {...props} meta={meta} />
}

const NOTHING = () => undefined
const SORT = '-updatedAt'

function Deleted({ meta, hrefOf, onOpen }: Props & { meta: ObjectMeta }) {
  const me = useMe()
  const phone = usePhone()
  const queries = useQueryClient()
  const handle = useRef<ListHandle>(null)
  const { data: users = [] } = useQuery(directoryQuery)
  const columns = useMemo(() => columnsOf(meta, { fields: [...meta.defaultColumns, 'updatedAt', 'updatedBy'].filter((key, at, all) => all.indexOf(key) === at) }, true), [meta])
  const sort = meta.fields.some((field) => field.key === 'updatedAt' && field.sortable) ? SORT : meta.defaultSort
  const { rows, show, changed, hasNextPage, isPending, error, refetch } = useRows(meta, { filter: null, sort, fields: columns.map((column) => column.field.key), deleted: true })
  const idAt = useCallback((index: number) => rows[index]?.id, [rows])
  const selection = useSelection(idAt)
  const chosen = rows.filter((row) => selection.ids.has(row.id))
  const restore = useMutation({
    // One after the other, each with a way back of its own; what is refused stays and is told.
    mutationFn: async (wanted: readonly Row[]) => {
      const back: (string | null)[] = []
      const refused: unknown[] = []
      for (const row of wanted) {
        try {
          back.push((await restoreRecord(pathOf(meta), row.id)).changeSet)
        } catch (problem) {
          refused.push(problem)
        }
      }
      return { back, refused }
    },
    onSuccess: ({ back, refused }) => {
      selection.clear()
      void queries.invalidateQueries({ queryKey: [meta.key] })
      const undos = back.flatMap((changeSet) => undoOf(queries, changeSet).undo ?? [])
      if (back.length > 0) toast(t('trash.restored', { count: back.length }), undos.length > 0 ? { undo: async () => void (await Promise.all(undos.map((undo) => undo()))) } : {})
      if (refused.length > 0) toast(`${t('trash.restored.notAll', { count: refused.length })}: ${problemText(refused[0])}`, { tone: 'problem' })
    },
  })
  if (error !== null && rows.length === 0) {
    return (
      <div className="p-4">
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (!isPending && rows.length === 0) return <EmptyState kind="first" title={t('trash.empty')} text={t('trash.empty.text')} />
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {phone ? (
        <CardList label={t('trash.title')} columns={columns} rows={rows} hasMore={hasNextPage} loading={isPending} hrefOf={hrefOf} onShown={show} />
      ) : (
        <Grid
          label={t('trash.title')}
          columns={columns}
          rows={rows}
          total={null}
          hasMore={hasNextPage}
          loading={isPending}
          sort={sort}
          onSort={NOTHING}
          selection={selection}
          changed={changed}
          users={users}
          currency={me.tenant.currency}
          mayEdit={false}
          hrefOf={hrefOf}
          onOpen={onOpen}
          handle={handle}
          onSave={NOTHING}
          onShown={show}
        />
      )}
      <footer className="min-h-9 shrink-0 border-t border-line px-4 py-2 text-12 text-ink-2">{t('trash.hint')}</footer>
      {chosen.length > 0 && (
        <div className="pointer-events-none absolute inset-x-0 bottom-12 z-30 flex justify-center px-3">
          <div role="toolbar" aria-label={t('grid.selected', { count: chosen.length })} className="animate-appear pointer-events-auto flex items-center gap-1 rounded-sheet border border-line bg-raised p-1.5 shadow-float">
            <Button variant="primary" size="sm" busy={restore.isPending} icon={<RotateCcw size={14} aria-hidden />} onClick={() => restore.mutate(chosen)}>
              {t('trash.restore', { count: chosen.length })}
            </Button>
            <IconButton label={t('grid.selected.clear')} size="sm" onClick={selection.clear}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        </div>
      )}
    </div>
  )
}
