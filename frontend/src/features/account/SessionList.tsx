import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { endSession, sessionsQuery } from '@/api/auth'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'

export function SessionList() {
  const queries = useQueryClient()
  const { data, error, isPending, refetch } = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => toast(t('sessions.ended')),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <section aria-labelledby="sessions" className="rounded-card border border-line p-4 sm:p-5">
      <h2 id="sessions" className="mb-3 text-14 font-semibold">
        {t('sessions.title')}
      </h2>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={3} />}
      <ul className="flex flex-col divide-y divide-line">
        {data?.map((item) => {
          const device = [item.device, item.platform].filter(Boolean).join(' · ') || t('sessions.unknown')
          return (
            <li key={item.id} className="flex items-center gap-3 py-2.5">
              <MonitorSmartphone size={16} className="text-ink-3" aria-hidden />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  <bdi className="truncate">{device}</bdi>
                  {item.current && <Badge tone="accent">{t('sessions.current')}</Badge>}
                </p>
                <p className="truncate text-12 text-ink-3">
                  {t('sessions.seen', { when: relative(item.lastSeenAt) })}
                  {item.ip && (
                    <>
                      {' · '}
                      <bdi>{item.ip}</bdi>
                    </>
                  )}
                </p>
              </div>
              {!item.current && (
                <Button size="sm" aria-label={t('sessions.endOf', { device })} disabled={end.isPending} onClick={() => end.mutate(item.id)}>
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
