import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EditorForm } from '@/actions/EditorForm'
import { type NoticeSettings, noticeSettingsQuery, saveNoticeSettings } from '@/api/noticeSettings'
import { isProblem } from '@/api/problem'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Checkbox, Switch } from '@/ui/Checkbox'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { toast } from '@/ui/toast'
import { useForm } from '@/ui/useForm'
import { Card } from './Card'
import { choicesOf, dayName, type Weekday, WEEKDAYS } from './channels'
import { Matrix } from './Matrix'

const NIGHT = { from: '20:00', to: '08:00' }

const valuesOf = ({ kinds, quietHours, digest }: NoticeSettings) => ({
  choices: choicesOf(kinds),
  every: digest.every,
  at: digest.at,
  quiet: quietHours !== null && quietHours !== undefined,
  from: quietHours ? (quietHours.from ?? '') : NIGHT.from,
  to: quietHours ? (quietHours.to ?? '') : NIGHT.to,
  days: (quietHours?.days ?? WEEKDAYS) as readonly Weekday[],
  outside: quietHours?.outsideOffice ?? false,
  urgent: quietHours?.urgent ?? true,
})

type Values = ReturnType<typeof valuesOf>

const changeOf = (values: Values, version: number) => ({
  version,
  choices: values.choices,
  digest: { every: values.every, at: values.at },
  quietHours: values.quiet
    ? { from: values.from || null, to: values.to || null, days: [...values.days], outsideOffice: values.outside, urgent: values.urgent }
    : null,
})

export function NoticeSettingsForm({ settings }: { settings: NoticeSettings }) {
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: saveNoticeSettings,
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(noticeSettingsQuery.queryKey, saved)
      toast(t('noticeSettings.saved'))
    },
  })
  const form = useForm(valuesOf(settings), {
    error: save.error,
    checks: {
      from: (from, { quiet, to, outside }) =>
        quiet && (from === '') !== (to === '') ? t('noticeSettings.time.wrong') : quiet && from === '' && !outside ? t('noticeSettings.time.none') : undefined,
      days: (days, { quiet, from }) => (quiet && from !== '' && days.length === 0 ? t('noticeSettings.days.none') : undefined),
    },
  })
  const { values, set, field } = form
  const send = (version: number) => save.mutate(changeOf(values, version))
  const zone = t('noticeSettings.zone', { zone: settings.timeZone })
  const locale = document.documentElement.lang || 'en'
  const daysWrong = field('days').error
  return (
    <EditorForm id="notice-settings" dirty={form.dirty} className="flex flex-col gap-4" onSubmit={() => !save.isPending && form.check() && send(settings.version)}>
      <ConflictNotice error={save.error} onTheirs={() => void queries.invalidateQueries({ queryKey: noticeSettingsQuery.queryKey })} onMine={send} />
      {!isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} />}
      <Card id="notice-ways" title={t('noticeSettings.ways')} hint={t('noticeSettings.ways.hint')}>
        {!settings.mailed && <p className="text-ink-2">{t('noticeSettings.noMail')}</p>}
        <Matrix kinds={settings.kinds} choices={values.choices} onChange={(choices) => set('choices', choices)} />
      </Card>
      <Card id="notice-digest" title={t('noticeSettings.digestCard')} hint={t('noticeSettings.digestCard.hint')}>
        <div className="flex flex-wrap items-end gap-4">
          <Segmented
            label={t('noticeSettings.every')}
            value={values.every}
            options={[
              { value: 'daily', label: t('noticeSettings.daily') },
              { value: 'hourly', label: t('noticeSettings.hourly') },
            ]}
            onChange={(every) => set('every', every)}
          />
          {values.every === 'daily' && (
            <Field label={t('noticeSettings.at')} hint={zone} {...field('at')}>
              <Input type="time" className="w-32" value={values.at} onChange={(e) => e.target.value !== '' && set('at', e.target.value)} />
            </Field>
          )}
        </div>
      </Card>
      <Card id="notice-quiet" title={t('noticeSettings.quiet')} hint={t('noticeSettings.quiet.hint')}>
        <Switch label={t('noticeSettings.quiet.on')} checked={values.quiet} onChange={(e) => set('quiet', e.target.checked)} />
        {values.quiet && (
          <>
            <div className="flex flex-col gap-1">
              <div className="flex flex-wrap gap-4">
                <Field label={t('noticeSettings.from')} {...field('from')}>
                  <Input type="time" className="w-32" value={values.from} onChange={(e) => set('from', e.target.value)} />
                </Field>
                <Field label={t('noticeSettings.to')} {...field('to')}>
                  <Input type="time" className="w-32" value={values.to} onChange={(e) => set('to', e.target.value)} />
                </Field>
              </div>
              <p className="text-12 text-ink-3">
                {zone}. {t('noticeSettings.times.hint')}
              </p>
            </div>
            <fieldset>
              <legend className="mb-1 text-12 font-medium text-ink-2">{t('noticeSettings.days')}</legend>
              <div className="flex flex-wrap gap-x-5 gap-y-1">
                {WEEKDAYS.map((day) => (
                  <Checkbox
                    key={day}
                    label={dayName(day, locale)}
                    checked={values.days.includes(day)}
                    onChange={(e) => set('days', WEEKDAYS.filter((each) => (each === day ? e.target.checked : values.days.includes(each))))}
                  />
                ))}
              </div>
              {daysWrong !== undefined && <p className="text-12 text-bad">{daysWrong}</p>}
            </fieldset>
            <Switch label={t('noticeSettings.outside')} hint={t('noticeSettings.outside.hint')} checked={values.outside} onChange={(e) => set('outside', e.target.checked)} />
            <Switch label={t('noticeSettings.urgent')} hint={t('noticeSettings.urgent.hint')} checked={values.urgent} onChange={(e) => set('urgent', e.target.checked)} />
          </>
        )}
      </Card>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" disabled={!form.dirty} busy={save.isPending}>
          {t('noticeSettings.save')}
        </Button>
      </div>
    </EditorForm>
  )
}
