import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Company } from '@/api/company'
import { date } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { DateInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { WeekEditor } from '@/ui/WeekEditor'
import { isNeverOpen } from '@/ui/week'

type Calendar = Company['settings']['calendar']
type Props = { calendar: Calendar; disabled: boolean; onChange: (calendar: Calendar) => void }

/// The hours of each weekday, and the days on which nobody works.
export function OfficeHours({ calendar, disabled, onChange }: Props) {
  const { week } = calendar
  return (
    <div className="flex flex-col gap-5">
      <WeekEditor
        week={week}
        disabled={disabled}
        words={{ from: t('company.from'), to: t('company.to'), closed: t('company.closed') }}
        onChange={(day, hours) => onChange({ ...calendar, week: { ...week, [day]: hours } })}
      />
      {isNeverOpen(week) && <p className="text-12 text-ink-3">{t('company.allDay')}</p>}
      <Holidays calendar={calendar} disabled={disabled} onChange={onChange} />
    </div>
  )
}

function Holidays({ calendar, disabled, onChange }: Props) {
  const [day, setDay] = useState<string | null>(null)
  const [name, setName] = useState('')
  const { holidays } = calendar
  const add = () => {
    if (day === null || name.trim() === '') return
    const others = holidays.filter((holiday) => holiday.date !== day)
    onChange({ ...calendar, holidays: [...others, { date: day, name: name.trim() }].toSorted((a, b) => a.date.localeCompare(b.date)) })
    setDay(null)
    setName('')
  }
  return (
    <section aria-labelledby="company-holidays" className="flex flex-col gap-2">
      <h3 id="company-holidays" className="font-semibold">
        {t('company.holidays')}
      </h3>
      {holidays.length === 0 && <p className="text-ink-3">{t('company.holidays.none')}</p>}
      <ul className="flex flex-col">
        {holidays.map((holiday) => (
          <li key={holiday.date} className="flex min-h-9 items-center gap-3 border-b border-line last:border-b-0">
            <span className="w-32 tabular-nums">{date(holiday.date)}</span>
            <bdi className="min-w-0 flex-1 truncate">{holiday.name}</bdi>
            {!disabled && (
              <IconButton
                size="sm"
                label={t('company.holiday.remove', { name: holiday.name })}
                onClick={() => onChange({ ...calendar, holidays: holidays.filter((each) => each.date !== holiday.date) })}
              >
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {!disabled && (
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t('company.holiday.date')} optional className="w-40">
            <DateInput value={day} onChange={setDay} />
          </Field>
          <Field label={t('company.holiday.name')} optional className="min-w-40 flex-1">
            <Input maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />
          </Field>
          <Button icon={<Plus size={16} aria-hidden />} disabled={day === null || name.trim() === ''} onClick={add}>
            {t('company.holiday.add')}
          </Button>
        </div>
      )}
    </section>
  )
}
