import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deliveryQuery, replayDelivery } from '@/api/webhooks'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'

/// One message: every attempt, and for the webhook's owner what was sent.
export function DeliverySheet({ id, mayChange, onClose }: { id: string; mayChange: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(deliveryQuery(id))
  const again = useMutation({
    mutationFn: () => replayDelivery(id),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('webhooks.log.sent'))
      void queries.invalidateQueries({ queryKey: ['webhooks'] })
      onClose()
    },
  })
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={data?.delivery.event ?? t('webhooks.tab.log')}
      footer={
        <>
          <Button onClick={onClose}>{t('dialog.close')}</Button>
          {mayChange && data && data.delivery.status !== 'pending' && (
            <Button variant="primary" busy={again.isPending} onClick={() => again.mutate()}>
              {t('webhooks.log.again')}
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
        <div className="flex flex-col gap-5">
          <ProblemAlert error={again.error} />
          <section aria-label={t('webhooks.log.attempts')}>
            <h2 className="mb-1 text-12 font-medium text-ink-2">{t('webhooks.log.attempts')}</h2>
            <ol className="flex flex-col gap-1">
              {data.attempts.map((attempt) => (
                <li key={attempt.at} className="flex flex-wrap justify-between gap-2">
                  <bdi>{t('webhooks.log.took', { status: attempt.status ?? attempt.error ?? '', took: attempt.tookMilliseconds })}</bdi>
                  <RelativeTime at={attempt.at} className="text-ink-3" />
                </li>
              ))}
            </ol>
          </section>
          <section aria-label={t('webhooks.log.body')}>
            <h2 className="mb-1 text-12 font-medium text-ink-2">{t('webhooks.log.body')}</h2>
            {data.body ? (
              <pre dir="ltr" className="overflow-x-auto rounded-card border border-line bg-surface-2 p-3 text-12">
                {JSON.stringify(JSON.parse(data.body), null, 2)}
              </pre>
            ) : (
              <p className="text-ink-3">{t('webhooks.log.body.hidden')}</p>
            )}
          </section>
        </div>
      )}
    </Sheet>
  )
}
