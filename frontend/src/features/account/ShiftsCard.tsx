import { useQuery } from '@tanstack/react-query'
import { shiftsQuery } from '@/api/assignment'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { DAYS, dayName, isNeverOpen, isOvernight } from '@/ui/week'

/// When new work is meant to reach the reader; nothing where nobody planned shifts for him.
export function ShiftsCard() {
  const me = useMe()
  const { data } = useQuery(shiftsQuery(me.user.id))
  if (!data || isNeverOpen(data.week)) return null
  return (
    <section aria-labelledby="profile-shifts" className="rounded-card border border-line p-4 sm:p-5">
      <h2 id="profile-shifts" className="text-14 font-semibold">
        {t('profile.shifts')}
      </h2>
      <p className="text-12 text-ink-3">{t('profile.shifts.text')}</p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {DAYS.map((day) => {
          const hours = data.week[day]
          return (
            hours && (
              <div key={day} className="contents">
                <dt>{dayName(day, document.documentElement.lang || 'en')}</dt>
                <dd className="tabular-nums">
                  <bdi dir="ltr">
                    {hours.from} – {hours.to}
                  </bdi>
                  {isOvernight(hours) && <span className="ms-2 text-12 text-ink-3">{t('profile.shifts.nextDay')}</span>}
                </dd>
              </div>
            )
          )
        })}
      </dl>
    </section>
  )
}
