import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { EditorForm } from '@/actions/EditorForm'
import { isProblem } from '@/api/problem'
import { t } from '@/i18n/t'
import type { PanelProps } from '@/record/page/kind'
import { Button } from '@/ui/Button'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { DealValue } from './DealValue'
import { LineEditor } from './LineEditor'
import { bodyOf, COLUMNS, type Draft, draftOf, isPercent, problemOf, remembered, sameDraft, totalsOf } from './lines'
import { linesQuery, type Sheet, writeLines } from './queries'
import { Steps } from './Steps'

/// What one does with a proposal: its lines, what they come to, and where it goes from here.
export function Work(panel: PanelProps) {
  const { data: sheet, error, refetch } = useQuery(linesQuery(panel.record.id))
  if (sheet) return <Editor key={`${panel.record.id} ${String(sheet.open)}`} {...panel} sheet={sheet} />
  return <div className="p-4">{error === null ? <SkeletonRows rows={4} /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}</div>
}

function Editor({ sheet, ...panel }: PanelProps & { sheet: Sheet }) {
  const { record } = panel
  const queries = useQueryClient()
  const [base, setBase] = useState(sheet)
  const [draft, setDraft] = useState<Draft>(() => draftOf(sheet))
  const [past, setPast] = useState<readonly Draft[]>([])
  const dirty = !sameDraft(draft, draftOf(base))
  // Somebody else wrote, and nothing is typed here: take it.
  if (!dirty && sheet.version > base.version) {
    setBase(sheet)
    setDraft(draftOf(sheet))
    setPast([])
  }
  const open = base.open && record['deleted'] !== true
  const totals = useMemo(() => totalsOf(draft, base.currency), [draft, base.currency])
  const wrong = !isPercent(draft.discount) || draft.lines.some((line) => COLUMNS.some((column) => problemOf(line, column, base.currency) !== null))
  const take = (fresh: Sheet) => {
    setBase(fresh)
    setDraft(draftOf(fresh))
    queries.setQueryData(linesQuery(record.id).queryKey, fresh)
  }
  const save = useMutation({
    mutationFn: (version: number) => writeLines(record.id, bodyOf(draft, base, version)),
    meta: { shown: true },
    onSuccess: (fresh) => {
      take(fresh)
      toast(t('proposal.saved.toast'))
      void queries.invalidateQueries({ queryKey: ['proposal'] })
    },
  })
  const theirs = async () => {
    take(await queries.fetchQuery({ ...linesQuery(record.id), staleTime: 0 }))
    save.reset()
  }
  const submit = () => {
    if (open && dirty && !wrong && !save.isPending) save.mutate(base.version)
  }
  return (
    <section aria-label={t('proposal.work')} className="flex flex-col gap-4 border-b border-line p-4">
      <Steps {...panel} dirty={dirty} sheet={base} />
      <DealValue record={record} />
      <EditorForm id="proposal-lines" dirty={dirty} onSubmit={submit} className="flex flex-col gap-3">
        <ConflictNotice error={save.error} onTheirs={() => void theirs()} onMine={(version) => save.mutate(version)} />
        {save.error !== null && !isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} />}
        <LineEditor
          draft={draft}
          totals={totals}
          currency={base.currency}
          open={open}
          limit={base.limit ?? null}
          mayUndo={past.length > 0}
          onChange={setDraft}
          onStep={() => setPast((before) => (before.at(-1) === draft ? before : remembered(before, draft)))}
          onUndo={() => {
            // What stands now may be remembered already, by a field that was only entered.
            const steps = past.filter((step) => step !== draft)
            const last = steps.at(-1)
            if (last) setDraft(last)
            setPast(steps.slice(0, -1))
          }}
        />
        {open && (
          <Button type="submit" variant="primary" className="self-start" disabled={!dirty || wrong} busy={save.isPending}>
            {t('proposal.save')}
          </Button>
        )}
      </EditorForm>
    </section>
  )
}
