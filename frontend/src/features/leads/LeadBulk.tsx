import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { problemText } from '@/api/problems'
import { deleteRecord, directoryQuery, restoreRecord } from '@/api/records'
import type { ObjectMeta, Row } from '@/api/types'
import { t } from '@/i18n/t'
import { isPerson } from '@/record/values'
import { Button } from '@/ui/Button'
import { OptionList } from '@/ui/OptionList'
import { Popover } from '@/ui/Popover'
import { toast } from '@/ui/toast'
import { userOptions } from '@/ui/UserPicker'
import { inBatches } from './inBatches'
import { LEADS, reassignLead } from './queries'

/// Handing over and deleting several leads: each goes by itself with its own version, so one refusal does not stop the
/// others, and the message says how many went through.
export function LeadBulk({ rows, can, onDone }: { rows: readonly Row[]; can: ObjectMeta['can']; onDone: () => void }) {
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  const [open, setOpen] = useState(false)
  const reload = () => queries.invalidateQueries({ queryKey: ['lead'] })

  const report = (done: number, failed: readonly unknown[], text: string, undo: () => Promise<unknown>) => {
    if (done > 0) toast(text, { undo })
    if (failed.length > 0) toast(t('leads.bulk.failed', { count: failed.length, reason: problemText(failed[0]) }), { tone: 'problem' })
    onDone()
    void reload()
  }
  const assign = useMutation({
    mutationFn: (owner: string) => inBatches(rows, (row) => reassignLead(row.id, { version: row.version, owner })),
    onSuccess: ({ done, failed }, owner) =>
      report(done.length, failed, t('leads.bulk.assigned', { count: done.length, name: users.find((u) => u.id === owner)?.name ?? '' }), async () => {
        await inBatches(done, async ([row, now]) => {
          if (isPerson(row['owner'])) await reassignLead(row.id, { version: now.version, owner: row['owner'].id })
        })
        await reload()
      }),
  })
  const remove = useMutation({
    mutationFn: () => inBatches(rows, (row) => deleteRecord(LEADS, row.id, row.version)),
    onSuccess: ({ done, failed }) =>
      report(done.length, failed, t('leads.bulk.deleted', { count: done.length }), async () => {
        await inBatches(done, ([row]) => restoreRecord(LEADS, row.id))
        await reload()
      }),
  })
  return (
    <>
      {can.assign && (
        <Popover
          label={t('leads.bulk.assign')}
          open={open}
          onOpenChange={setOpen}
          side="top"
          className="w-64"
          trigger={
            <Button variant="quiet" size="sm" busy={assign.isPending} icon={<UserRoundCheck size={14} aria-hidden />}>
              {t('leads.bulk.assign')}
            </Button>
          }
        >
          <OptionList
            label={t('leads.bulk.assign')}
            searchable
            options={userOptions(users.filter((user) => user.active))}
            selected={[]}
            onPick={(owner) => {
              setOpen(false)
              assign.mutate(owner)
            }}
          />
        </Popover>
      )}
      {can.delete && (
        <Button variant="quiet" size="sm" className="text-bad!" busy={remove.isPending} icon={<Trash2 size={14} aria-hidden />} onClick={() => remove.mutate()}>
          {t('word.delete')}
        </Button>
      )}
    </>
  )
}
