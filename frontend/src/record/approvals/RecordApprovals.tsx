import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { approvalsOfQuery } from '@/api/approvals'

const ApprovalsHere = lazy(() => import('./ApprovalsHere').then((module) => ({ default: module.ApprovalsHere })))

/// What consent was asked for about a record. Says nothing where nobody ever asked, which is most of them.
export function RecordApprovals({ object, id }: { object: string; id: string }) {
  const { data = [] } = useQuery(approvalsOfQuery(object, id))
  if (data.length === 0) return null
  return (
    <Suspense>
      <ApprovalsHere approvals={data} />
    </Suspense>
  )
}
