import { Checkbox } from './Checkbox'
import { Input } from './Input'
import { type Day, DAYS, dayName, type Hours, isOvernight, USUAL, type Week } from './week'

type Props = {
  week: Week
  disabled: boolean
  /// What the two times and a day without hours are called; hours may end on the next day where that has a name.
  words: { from: string; to: string; closed: string; nextDay?: string }
  onChange: (day: Day, hours: Hours | null) => void
}

/// The hours of each weekday, or none.
export function WeekEditor({ week, disabled, words, onChange }: Props) {
  return (
    <ul className="flex flex-col gap-1">
      {DAYS.map((day) => {
        const hours = week[day] ?? null
        const name = dayName(day, document.documentElement.lang || 'en')
        return (
          <li key={day} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
            <Checkbox className="w-36 items-center" label={name} checked={hours !== null} disabled={disabled} onChange={(e) => onChange(day, e.target.checked ? USUAL : null)} />
            {hours === null ? (
              <span className="text-ink-3">{words.closed}</span>
            ) : (
              <span className="flex flex-wrap items-center gap-2">
                <Input
                  type="time"
                  className="w-28"
                  aria-label={`${name}, ${words.from}`}
                  value={hours.from}
                  disabled={disabled}
                  onChange={(e) => e.target.value !== '' && onChange(day, { ...hours, from: e.target.value })}
                />
                <span aria-hidden>–</span>
                <Input
                  type="time"
                  className="w-28"
                  aria-label={`${name}, ${words.to}`}
                  // A time field ends at 23:59; the end of the day is written 24:00.
                  value={hours.to === '24:00' ? '00:00' : hours.to}
                  disabled={disabled}
                  onChange={(e) => e.target.value !== '' && onChange(day, { ...hours, to: e.target.value === '00:00' ? '24:00' : e.target.value })}
                />
                {words.nextDay !== undefined && isOvernight(hours) && <span className="whitespace-nowrap text-12 text-ink-3">{words.nextDay}</span>}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
