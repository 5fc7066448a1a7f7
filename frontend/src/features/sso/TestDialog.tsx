import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import { type Finding, type Provider, testProvider } from '@/api/sso'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'

const LOOK = {
  good: { icon: CircleCheck, tone: 'text-ok' },
  doubtful: { icon: CircleAlert, tone: 'text-warn' },
  bad: { icon: CircleX, tone: 'text-bad' },
} satisfies Record<Finding['state'], { icon: typeof CircleX; tone: string }>

/// How a provider is doing right now, as far as it can be known without signing in.
export function TestDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['sso', 'test', provider.id], queryFn: () => testProvider(provider.id), staleTime: 0, gcTime: 0 })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('sso.test.title', { name: provider.name })} description={t('sso.test.text')} footer={<Button onClick={onClose}>{t('dialog.close')}</Button>}>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={4} />}
      <ul className="flex flex-col gap-3" aria-live="polite">
        {data?.map((finding) => {
          const { icon: Icon, tone } = LOOK[finding.state]
          return (
            <li key={finding.what} className="flex gap-2">
              <Icon size={18} aria-hidden className={`mt-0.5 shrink-0 ${tone}`} />
              <span className="min-w-0">
                <span className="block font-medium">
                  {t(`sso.test.${finding.what}`)} – <span className={tone}>{t(`sso.test.${finding.state}`)}</span>
                </span>
                <span className="block break-words text-12 text-ink-2">{finding.detail}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
