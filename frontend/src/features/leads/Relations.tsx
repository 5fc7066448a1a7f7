import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { PanelProps } from '@/record/page/kind'
import { isRef } from '@/record/values'
import { findDuplicates } from './queries'

const RelationsHere = lazy(() => import('./RelationsHere').then((module) => ({ default: module.RelationsHere })))

/// The lead before this one, and others with the same phone or e-mail.
export function Relations({ record: lead }: PanelProps) {
  const { data: twins = [] } = useQuery({
    queryKey: ['lead', 'duplicates', lead.id, lead['phone'], lead['email']],
    enabled: plain(lead['phone']) !== null || plain(lead['email']) !== null,
    queryFn: ({ signal }) =>
      findDuplicates(
        {
          ...(plain(lead['phone']) !== null && { phone: plain(lead['phone']) ?? '' }),
          ...(plain(lead['email']) !== null && { email: plain(lead['email']) ?? '' }),
          exclude: lead.id,
        },
        signal,
      ),
    staleTime: 60_000,
  })
  const previous = isRef(lead['previousLead']) ? lead['previousLead'] : null
  const others = twins.filter((twin) => twin.id !== lead.id)
  if (!previous && others.length === 0) return null
  return (
    <Suspense>
      <RelationsHere previous={previous} others={others} />
    </Suspense>
  )
}

/// A value that is not masked.
const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' && !value.includes('•') ? value : null)
