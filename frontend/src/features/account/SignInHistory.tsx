import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { signInsQuery } from '@/api/auth'
import '@/i18n/packs/passwords'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SkeletonRows } from '@/ui/Skeleton'

/// When and from where one signed in, and who else tried.
export function SignInHistory() {
  const list = useInfiniteQuery(signInsQuery)
  const signIns = list.data?.pages.flatMap((page) => page.signIns) ?? []
  return (
    <section aria-labelledby="sign-ins" className="rounded-card border border-line p-4 sm:p-5">
      <h2 id="sign-ins" className="text-14 font-semibold">
        {t('signIns.title')}
      </h2>
      <p className="mb-3 text-12 text-ink-3">{t('signIns.hint')}</p>
      {list.error !== null && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={3} />}
      {list.isSuccess && signIns.length === 0 && <p className="text-ink-2">{t('signIns.none')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {signIns.map((item) => {
          const Icon = item.successful ? CircleCheck : CircleX
          return (
            <li key={item.id} className="flex items-center gap-3 py-2.5">
              <Icon size={16} className={item.successful ? 'text-ok' : 'text-bad'} aria-hidden />
              <div className="min-w-0 flex-1">
                <p className="font-medium">{item.successful ? tOr(`signIns.how.${item.how}`, t('signIns.in')) : t('signIns.failed')}</p>
                <p className="truncate text-12 text-ink-3">
                  <bdi>{item.device || t('sessions.unknown')}</bdi>
                  {item.ip && (
                    <>
                      {' · '}
                      <bdi>{item.ip}</bdi>
                    </>
                  )}
                </p>
              </div>
              <RelativeTime at={item.at} className="text-12 text-ink-3" />
            </li>
          )
        })}
      </ul>
      {list.hasNextPage && (
        <Button size="sm" className="mt-2" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more.show')}
        </Button>
      )}
    </section>
  )
}
