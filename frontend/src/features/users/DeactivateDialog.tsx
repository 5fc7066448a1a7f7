import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deactivateUser, type UserView } from '@/api/people'
import { directoryQuery } from '@/api/records'
import { fieldProblem } from '@/api/problems'
import { t } from '@/i18n/t'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Field } from '@/ui/Field'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { UserPicker } from '@/ui/UserPicker'

const CHOICES = ['rules', 'person', 'stay'] as const
type Choice = (typeof CHOICES)[number]

type Props = { user: UserView; onDone: () => void; onClose: () => void }

/// Closes somebody's account, and asks who goes on with the open work.
export function DeactivateDialog({ user, onDone, onClose }: Props) {
  const { data: people = [] } = useQuery(directoryQuery)
  const [choice, setChoice] = useState<Choice>('rules')
  const [heir, setHeir] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const deactivate = useMutation({
    mutationFn: () => deactivateUser(user, choice === 'stay' ? null : choice === 'rules' || heir === null ? {} : { to: heir }),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('users.deactivated', { name: user.name }))
      onDone()
    },
  })
  const confirm = () => {
    if (choice === 'person' && heir === null) setMissing(true)
    else deactivate.mutate()
  }
  return (
    <ConfirmDialog
      title={t('users.deactivate.title', { name: user.name })}
      text={
        <div className="flex flex-col gap-4">
          <p>{t('users.deactivate.text')}</p>
          <Field label={t('users.handOver')}>
            <Select
              label={t('users.handOver')}
              options={CHOICES.map((value) => ({ value, label: t(`users.handOver.${value}`) }))}
              value={choice}
              onChange={(picked) => setChoice(CHOICES.find((each) => each === picked) ?? 'rules')}
            />
          </Field>
          {choice === 'person' && (
            <Field label={t('users.handOver.to')} error={missing && heir === null ? t('users.handOver.missing') : fieldProblem(deactivate.error, 'handOver/to')}>
              <UserPicker label={t('users.handOver.to')} users={people.filter((each) => each.id !== user.id)} value={heir} onChange={setHeir} />
            </Field>
          )}
        </div>
      }
      confirm={t('users.deactivate')}
      danger
      busy={deactivate.isPending}
      error={deactivate.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  )
}
