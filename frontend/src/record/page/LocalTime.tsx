import { Clock, Moon } from 'lucide-react'
import { currentZone, wallClock } from '@/i18n/format'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { useNow } from '@/ui/useNow'

/// Nobody likes to be called before the one or after the other.
const MORNING = 8
const EVENING = 20

/// What time it is where a customer is, where that is another than here.
export function LocalTime({ zone }: { zone: string | undefined }) {
  const now = new Date(useNow())
  const there = zone === undefined ? null : clockIn(now, zone)
  if (there === null || there.time === wallClock(now, currentZone()).time) return null
  const late = there.hour < MORNING || there.hour >= EVENING
  const Icon = late ? Moon : Clock
  return (
    <p className={cn('flex items-center gap-1.5 text-12', late ? 'text-warn' : 'text-ink-2')} title={`${there.date}, ${zone?.replaceAll('_', ' ')}`}>
      <Icon size={14} aria-hidden className="shrink-0" />
      {t(late ? 'record.theirTime.late' : 'record.theirTime', { time: there.time })}
    </p>
  )
}

/// Nothing, where the browser does not know a zone the server knows.
function clockIn(now: Date, zone: string) {
  try {
    return wallClock(now, zone)
  } catch {
    return null
  }
}
