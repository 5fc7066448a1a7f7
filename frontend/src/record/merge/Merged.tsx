import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { ObjectMeta } from '@/api/types'
import { mergedQuery } from './queries'

const MergedHere = lazy(() => import('./MergedHere').then((module) => ({ default: module.MergedHere })))

/// What was merged into a record, and the way to take it apart again while there is one. Says nothing of most records.
export function Merged({ meta, id }: { meta: ObjectMeta; id: string }) {
  const { data: merged = [] } = useQuery(mergedQuery(meta.key, id))
  if (merged.length === 0) return null
  return (
    <Suspense>
      <MergedHere merged={merged} />
    </Suspense>
  )
}
