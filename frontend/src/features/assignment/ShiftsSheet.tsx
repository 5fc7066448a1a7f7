import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSave } from '@/actions/useSave'
import { planShifts, type Shifts, shiftsQuery } from '@/api/assignment'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Sheet } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { UserPicker } from '@/ui/UserPicker'
import { useForm } from '@/ui/useForm'
import { WeekEditor } from '@/ui/WeekEditor'
import { isNeverOpen } from '@/ui/week'

/// Picks a colleague and plans when he works.
export function ShiftsSheet({ onClose }: { onClose: () => void }) {
  const { data: users = [] } = useQuery(directoryQuery)
  const [user, setUser] = useState<string | null>(null)
  const planned = useQuery({ ...shiftsQuery(user ?? ''), enabled: user !== null })
  if (planned.data) return <ShiftsForm shifts={planned.data} name={users.find(({ id }) => id === user)?.name ?? t('filter.someone')} onClose={onClose} />
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('shifts.title')} description={t('shifts.text')}>
      <div className="flex flex-col gap-4">
        <Field label={t('shifts.who')}>
          <UserPicker label={t('shifts.who')} users={users} value={user} onChange={setUser} />
        </Field>
        {planned.error !== null && <ProblemAlert error={planned.error} onRetry={() => void planned.refetch()} />}
        {planned.isLoading && <SkeletonRows rows={7} />}
      </div>
    </Sheet>
  )
}

function ShiftsForm({ shifts, name, onClose }: { shifts: Shifts; name: string; onClose: () => void }) {
  const queries = useQueryClient()
  const mayChange = may(useMe(), 'assignment', 'write')
  const save = useSave({
    send: (week: Shifts['week'], version) => planShifts(shifts.user, version, week),
    said: () => t('shifts.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: shiftsQuery(shifts.user).queryKey }),
    onClose,
  })
  const form = useForm({ week: shifts.week }, { error: save.error })
  const { week } = form.values
  return (
    <FormSheet title={t('shifts.of', { name })} description={t('shifts.text')} submit={t('word.save')} mayChange={mayChange} form={form} saving={save} version={shifts.version} wish={() => week} onClose={onClose}>
      <WeekEditor
        week={week}
        disabled={!mayChange}
        words={{ from: t('shifts.from'), to: t('shifts.to'), closed: t('shifts.none'), nextDay: t('shifts.nextDay') }}
        onChange={(day, hours) => form.set('week', { ...week, [day]: hours })}
      />
      {isNeverOpen(week) && <p className="text-12 text-ink-3">{t('shifts.whenever')}</p>}
    </FormSheet>
  )
}
