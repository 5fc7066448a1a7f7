import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { arrivalQuery, replayArrival } from '@/api/sources'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'

/// What came in, as it came, and what became of it.
export function ArrivalSheet({ id, mayChange, onClose }: { id: string; mayChange: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(arrivalQuery(id))
  const again = useMutation({
    mutationFn: () => replayArrival(id),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('sources.log.sent'))
      void queries.invalidateQueries({ queryKey: ['lead-sources'] })
      onClose()
    },
  })
  const lead = recordHref('lead', data?.arrival.lead)
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('sources.log.payload')}
      footer={
        <>
          <Button onClick={onClose}>{t('dialog.close')}</Button>
          {mayChange && data?.arrival.status === 'failed' && (
            <Button variant="primary" busy={again.isPending} onClick={() => again.mutate()}>
              {t('sources.log.again')}
            </Button>
          )}
        </>
      }
    >
      {error !== null && !data ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-24 w-full" />
      ) : (
        <div className="flex flex-col gap-4">
          <ProblemAlert error={again.error} />
          {data.arrival.error && <p className="text-bad">{data.arrival.error}</p>}
          {lead !== null && (
            <a className="text-accent underline" href={lead}>
              {t('sources.log.lead')}
            </a>
          )}
          {data.arrival.consent && (
            <section>
              <h2 className="mb-1 text-12 font-medium text-ink-2">{t('sources.log.consent')}</h2>
              <p>{data.arrival.consent}</p>
            </section>
          )}
          {data.payload ? (
            <pre dir="ltr" className="overflow-x-auto rounded-card border border-line bg-surface-2 p-3 text-12">
              {JSON.stringify(data.payload, null, 2)}
            </pre>
          ) : (
            <p className="text-ink-3">{t('sources.log.payload.hidden')}</p>
          )}
        </div>
      )}
    </Sheet>
  )
}
