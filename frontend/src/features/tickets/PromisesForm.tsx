import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EditorForm } from '@/actions/EditorForm'
import { isProblem } from '@/api/problem'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { toast } from '@/ui/toast'
import { useForm } from '@/ui/useForm'
import { type Hours, hoursOf, minutesOf, type Promises, promisesQuery, savePromises, type SlaPolicy, targetsOf } from './policy'

type Props = { kept: Promises; mayChange: boolean }

export function PromisesForm({ kept: { policy, version }, mayChange }: Props) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ at, wanted }: { at: number; wanted: SlaPolicy }) => savePromises(at, wanted),
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(promisesQuery.queryKey, saved)
      toast(t('service.saved'))
    },
  })
  const form = useForm(
    { active: policy.active, ratingMails: policy.ratingMails === true, time: policy.aroundTheClock ? 'always' : 'office', hours: hoursOf(policy.targets) },
    { error: save.error, checks: { hours: (hours: Hours) => (targetsOf(hours) === null ? t('service.wrong') : undefined) } },
  )
  const { values, set } = form
  const { error: wrong, onLeave } = form.field('hours')
  const send = (at: number) => {
    const targets = targetsOf(values.hours)
    if (!save.isPending && form.check() && targets !== null) save.mutate({ at, wanted: { active: values.active, aroundTheClock: values.time === 'always', targets, ratingMails: values.ratingMails } })
  }
  const type = (priority: string, member: 'first' | 'resolve', typed: string) => {
    const before = values.hours[priority]
    if (before) set('hours', { ...values.hours, [priority]: { ...before, [member]: typed } })
  }
  return (
    <EditorForm id="promises" dirty={form.dirty} className="flex max-w-2xl flex-col gap-5" onSubmit={() => send(version)}>
      <ConflictNotice error={save.error} onTheirs={() => void queries.invalidateQueries({ queryKey: promisesQuery.queryKey })} onMine={send} />
      {!isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} />}
      <Switch label={t('service.active')} hint={t('service.active.hint')} checked={values.active} disabled={!mayChange} onChange={(e) => set('active', e.target.checked)} />
      <Segmented
        label={t('service.time')}
        disabled={!mayChange}
        value={values.time}
        options={[
          { value: 'office', label: t('service.office') },
          { value: 'always', label: t('service.always') },
        ]}
        onChange={(time) => set('time', time)}
      />
      <table className="w-full border-collapse" aria-label={t('service.targets')}>
        <thead>
          <tr className="border-b border-line text-12 text-ink-2">
            <th scope="col" className="py-2 pe-3 text-start font-medium">
              {t('service.priority')}
            </th>
            {(['first', 'resolve'] as const).map((member) => (
              <th key={member} scope="col" className="py-2 pe-3 text-start font-medium">
                {t(`service.${member}`)} <span className="font-normal">({t('service.hours')})</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(values.hours).map(([priority, row]) => {
            const name = tOr(`service.${priority}`, priority)
            return (
              <tr key={priority} className="border-b border-line">
                <th scope="row" className="py-2 pe-3 text-start font-medium">
                  {name}
                </th>
                {(['first', 'resolve'] as const).map((member) => (
                  <td key={member} className="py-2 pe-3">
                    <Input
                      inputMode="decimal"
                      className="w-24"
                      aria-label={t(`service.${member}.of`, { priority: name })}
                      aria-invalid={wrong !== undefined && isWrong(row, member)}
                      value={row[member]}
                      disabled={!mayChange}
                      onBlur={onLeave}
                      onChange={(e) => type(priority, member, e.target.value)}
                    />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {wrong !== undefined && (
        <p role="alert" className="text-12 text-bad">
          {wrong}
        </p>
      )}
      <p className="text-12 text-ink-3">{t('service.whom')}</p>
      <Switch label={t('service.ratingMails')} hint={t('service.ratingMails.hint')} checked={values.ratingMails} disabled={!mayChange} onChange={(e) => set('ratingMails', e.target.checked)} />
      {mayChange && (
        <div>
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!form.dirty}>
            {t('word.save')}
          </Button>
        </div>
      )}
    </EditorForm>
  )
}

function isWrong({ first, resolve }: { first: string; resolve: string }, member: 'first' | 'resolve'): boolean {
  const [answer, solution] = [minutesOf(first), minutesOf(resolve)]
  return member === 'first' ? answer === null : solution === null || (answer !== null && solution < answer)
}
