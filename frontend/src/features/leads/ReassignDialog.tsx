import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import type { DirectoryUser, RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { usePeek } from '@/record/peek'
import { writeRow } from '@/record/rows'
import { undoOf } from '@/record/takeBack'
import { isPerson } from '@/record/values'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'
import { reassignLead } from './queries'

/// Gives a lead to someone else, who is told about it with the reason.
export function ReassignDialog({ lead, users, onClose }: { lead: RecordView; users: readonly DirectoryUser[]; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const peek = usePeek()
  const show = (change: object) => writeRow(queries, 'lead', lead.id, (row) => ({ ...row, ...change }))
  const before = isPerson(lead['owner']) ? lead['owner'] : null
  const [owner, setOwner] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const give = async (to: string, why: string) => {
    const { data: saved, changeSet } = await reassignLead(lead.id, { version: lead.version, owner: to, reason: why || null })
    writeRow(queries, 'lead', lead.id, (row) => ({ ...row, ...saved }))
    // Whoever gives a lead away may lose sight of it; then the page says so.
    void queries.invalidateQueries({ queryKey: ['lead'] })
    return { saved, changeSet }
  }
  const assign = useMutation({
    mutationFn: (to: string) => give(to, reason.trim()),
    // Shown at once; the dialog stays until the server has said yes, to be there when it says no.
    onMutate: (to) => show({ owner: users.find((user) => user.id === to) ?? null }),
    meta: { shown: true },
    onSuccess: ({ saved, changeSet }, to) => {
      onClose()
      // The answer is bare when the lead went out of the giver's sight; then he cannot take it back either.
      const keepsSight = isPerson(saved['owner'])
      const name = users.find((user) => user.id === to)?.name ?? ''
      toast(t('lead.reassigned', { name }), keepsSight ? undoOf(queries, changeSet) : {})
      if (!keepsSight && !peek) void navigate({ to: '/leads' })
    },
    onError: (error) => {
      show({ owner: before })
      if (isProblem(error, 'VERSION_CONFLICT')) void queries.invalidateQueries({ queryKey: ['lead', 'record', lead.id] })
    },
  })
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('lead.reassign')}
      description={before ? t('lead.reassign.from', { name: before.name }) : undefined}
      onSubmit={() => owner !== null && !assign.isPending && assign.mutate(owner)}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={owner === null} busy={assign.isPending}>
            {t('lead.reassign.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={assign.error} fields={['owner', 'reason']} />
        <Field label={t('lead.reassign.to')} error={fieldProblem(assign.error, 'owner')}>
          <UserPicker label={t('lead.reassign.to')} users={users.filter((user) => user.id !== before?.id)} value={owner} onChange={setOwner} />
        </Field>
        <Field label={t('lead.reassign.reason')} optional error={fieldProblem(assign.error, 'reason')}>
          <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
