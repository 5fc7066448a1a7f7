import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FieldMeta } from '@/api/types'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import { useNow } from '@/ui/useNow'
import { optionOf } from '../values'
import { lasted } from './lasted'
import { Dot } from './Dot'
import { statusHistoryQuery } from './transitions'

const SHOWN = 4

/// Where the record has been and how long it stayed, the present first.
export function StatusHistory({ object, path, id, field, current, since }: { object: string; path: string; id: string; field: FieldMeta; current: string; since: string | null }) {
  const { data: moves = [] } = useQuery(statusHistoryQuery(object, path, id))
  const [all, setAll] = useState(false)
  const now = useNow()
  const label = (key: string | null) => (key === null ? '' : (optionOf(field, key)?.label ?? key))
  const stays = [
    { key: current, seconds: since === null ? null : (now - new Date(since).getTime()) / 1000, at: since, by: moves[0]?.by.name ?? null, reason: moves[0]?.reason ?? null },
    ...moves.flatMap((move, i) =>
      move.from === null ? [] : [{ key: move.from, seconds: move.secondsInFrom ?? null, at: moves[i + 1]?.at ?? null, by: moves[i + 1]?.by.name ?? null, reason: moves[i + 1]?.reason ?? null }],
    ),
  ]
  const shown = all ? stays : stays.slice(0, SHOWN)
  return (
    <>
      <ol className="flex flex-col gap-0.5">
        {shown.map((stay, i) => (
          <li key={`${stay.key}-${stay.at ?? i}`} className="flex items-start gap-2 py-0.5">
            <span className="mt-1.5 flex">
              <Dot color={optionOf(field, stay.key)?.color} />
            </span>
            <span className="min-w-0 flex-1">
              <bdi className={i === 0 ? 'font-medium' : undefined}>{label(stay.key)}</bdi>
              {(stay.by ?? stay.reason) && (
                <span className="block truncate text-12 text-ink-3" title={stay.at ? dateTime(stay.at) : undefined}>
                  <bdi>{[stay.by, stay.reason].filter(Boolean).join(' · ')}</bdi>
                </span>
              )}
            </span>
            {stay.seconds !== null && <span className="shrink-0 text-12 text-ink-2 tabular-nums">{lasted(stay.seconds)}</span>}
          </li>
        ))}
      </ol>
      {stays.length > SHOWN && (
        <button type="button" className="mt-1 rounded-chip text-12 font-medium text-accent hover:underline" onClick={() => setAll((on) => !on)}>
          {t(all ? 'status.history.less' : 'status.history.more', { count: stays.length - SHOWN })}
        </button>
      )}
    </>
  )
}
