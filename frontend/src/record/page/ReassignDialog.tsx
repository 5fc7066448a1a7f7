import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import { pathOf, reassignRecord } from '@/api/records'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'
import { usePeek } from '../peek'
import { writeRow } from '../rows'
import { undoOf } from '../takeBack'
import { isPerson } from '../values'

/// Gives a record to someone else, who is told about it with the reason.
export function ReassignDialog({ meta, record, users, onClose }: { meta: ObjectMeta; record: RecordView; users: readonly DirectoryUser[]; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const peek = usePeek()
  const show = (change: object) => writeRow(queries, meta.key, record.id, (row) => ({ ...row, ...change }))
  const before = isPerson(record['owner']) ? record['owner'] : null
  const [owner, setOwner] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const give = async (to: string, why: string) => {
    const { data: saved, changeSet } = await reassignRecord(pathOf(meta), record.id, { version: record.version, owner: to, reason: why || null })
    writeRow(queries, meta.key, record.id, (row) => ({ ...row, ...saved }))
    // Whoever gives a record away may lose sight of it; then the page says so.
    void queries.invalidateQueries({ queryKey: [meta.key] })
    return { saved, changeSet }
  }
  const assign = useMutation({
    mutationFn: (to: string) => give(to, reason.trim()),
    // Shown at once; the dialog stays until the server has said yes, to be there when it says no.
    onMutate: (to) => show({ owner: users.find((user) => user.id === to) ?? null }),
    meta: { shown: true },
    onSuccess: ({ saved, changeSet }, to) => {
      onClose()
      // The answer is bare when the record went out of the giver's sight; then he cannot take it back either.
      const keepsSight = isPerson(saved['owner'])
      const name = users.find((user) => user.id === to)?.name ?? ''
      toast(t('record.reassigned', { name }), keepsSight ? undoOf(queries, changeSet) : {})
      if (!keepsSight && !peek) void navigate({ to: pathOf(meta) })
    },
    onError: (error) => {
      show({ owner: before })
      if (isProblem(error, 'VERSION_CONFLICT')) void queries.invalidateQueries({ queryKey: [meta.key, 'record', record.id] })
    },
  })
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('record.reassign')}
      description={before ? t('record.reassign.from', { name: before.name }) : undefined}
      onSubmit={() => owner !== null && !assign.isPending && assign.mutate(owner)}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={owner === null} busy={assign.isPending}>
            {t('record.reassign.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={assign.error} fields={['owner', 'reason']} />
        <Field label={t('record.reassign.to')} error={fieldProblem(assign.error, 'owner')}>
          <UserPicker label={t('record.reassign.to')} users={users.filter((user) => user.id !== before?.id)} value={owner} onChange={setOwner} />
        </Field>
        <Field label={t('record.reassign.reason')} optional error={fieldProblem(assign.error, 'reason')}>
          <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
