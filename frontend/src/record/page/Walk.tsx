import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { recordHref } from '../links'
import type { Neighbours } from '../useNeighbours'

/// Where the record stands in the list one came from, and the ones beside it.
export function Walk({ object, neighbours }: { object: string; neighbours: Neighbours }) {
  const step = (id: string | null, label: string, keys: string, icon: ReactNode) =>
    id === null ? (
      <IconButton label={label} size="sm" disabled>
        {icon}
      </IconButton>
    ) : (
      <Link
        to={recordHref(object, id) ?? '.'}
        replace
        aria-label={label}
        title={`${label} (${keys})`}
        className="flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
      >
        {icon}
      </Link>
    )
  return (
    <span className="me-1 flex items-center gap-0.5">
      <span className="me-1 text-12 text-ink-3 tabular-nums max-lg:hidden">
        {t(neighbours.more ? 'record.position.more' : 'record.position', { position: neighbours.position, of: neighbours.of })}
      </span>
      {step(neighbours.previous, t('record.previous'), '[', <ChevronUp size={16} aria-hidden />)}
      {step(neighbours.next, t('record.next'), ']', <ChevronDown size={16} aria-hidden />)}
    </span>
  )
}
