import '@/i18n/packs/home'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { currentZone, wallClock } from '@/i18n/format'
import { t } from '@/i18n/t'
import { TASK } from '@/record/tasks/task'
import { cn } from '@/ui/cn'
import { Page } from '@/ui/Page'
import { Segmented } from '@/ui/Segmented'
import { usePhone } from '@/ui/useMedia'
import { useNow } from '@/ui/useNow'
import { ByStatus } from './ByStatus'
import { DayQueue } from './day/DayQueue'
import { dayPart, type Whose } from './figures'
import { NewLeads } from './NewLeads'
import { Queue } from './Queue'
import { areDismissed } from './preferences'
import { Tiles } from './Tiles'

const FirstSteps = lazy(() => import('./FirstSteps').then((module) => ({ default: module.FirstSteps })))

/// My day: what is late, what is due, what is new, and where things stand.
export function HomePage() {
  const me = useMe()
  const [whose, setWhose] = useState<Whose>('me')
  const seesLeads = may(me, 'leads')
  const seesTasks = may(me, 'tasks')
  const leads = useQuery({ ...metaQuery('lead'), enabled: seesLeads }).data
  const tasks = useQuery({ ...metaQuery(TASK), enabled: seesTasks }).data
  const seesTeam = ['leads', 'tasks'].some((module) => (me.rights[module]?.scope ?? 'own') !== 'own')
  const now = new Date(useNow())
  const clock = wallClock(now, currentZone())
  const office = wallClock(now, me.tenant.timeZone)
  const first = me.user.name.split(' ')[0] ?? me.user.name
  const phone = usePhone()
  const scope = seesTeam && (
    <Segmented
      label={t('home.whose')}
      options={[
        { value: 'me', label: t('home.whose.me') },
        { value: 'team', label: t('home.whose.team') },
      ]}
      value={whose}
      onChange={setWhose}
    />
  )
  return (
    <Page
      title={t(`home.greeting.${dayPart(clock.hour)}`, { name: first })}
      aside={
        <span className="max-sm:hidden">
          {office.date}
          {office.time !== clock.time && <span className="text-ink-3">{` · ${t('home.office', { time: office.time })}`}</span>}
        </span>
      }
      actions={!phone && scope}
    >
      <div className="mx-auto flex w-full max-w-300 flex-col gap-4 p-4 2xl:max-w-400 sm:p-5">
        {phone && (
          <div className="flex items-center justify-between gap-3">
            <p className="text-ink-2">{office.date}</p>
            {scope}
          </div>
        )}
        {!me.viewedBy && !areDismissed(me.user.preferences) && (
          <Suspense fallback={<div className="h-48" />}>
            <FirstSteps me={me} />
          </Suspense>
        )}
        {/* What stands below it does not move when it comes. */}
        <div className={cn(seesLeads ? 'min-h-47 sm:min-h-48 lg:min-h-22' : seesTasks && 'min-h-22')}>
          <Tiles whose={whose} leads={leads} tasks={tasks} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          {whose === 'me' ? <DayQueue /> : tasks && <Queue />}
          <div className="flex flex-col gap-4">
            {leads && <NewLeads whose={whose} meta={leads} />}
            {leads && <ByStatus whose={whose} meta={leads} />}
          </div>
        </div>
      </div>
    </Page>
  )
}
