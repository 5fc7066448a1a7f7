import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { caughtMailsQuery } from '@/api/mails'
import { isProblem } from '@/api/problem'
import '@/i18n/packs/passwords'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { SkeletonRows } from '@/ui/Skeleton'
import { linked } from './linked'

const AGAIN = 3_000

/// The mailbox of an installation that is being tried out without a mail server. Open to whoever sits at its machine,
/// also signed out: that is when links to choose a password are read.
export function CaughtMailsPage() {
  const list = useInfiniteQuery({ ...caughtMailsQuery, refetchInterval: ({ state }) => (state.error === null ? AGAIN : false) })
  useEffect(() => {
    document.title = `${t('mails.title')} · ${t('app.name')}`
  }, [])
  const mails = list.data?.pages.flatMap((page) => page.mails) ?? []
  const absent = isProblem(list.error, 'NOT_FOUND')
  return (
    <main className="min-h-dvh bg-canvas px-4 py-8">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-4">
        <div>
          <h1 className="text-20 font-semibold">{t('mails.title')}</h1>
          <p className="text-ink-2">{absent ? t('mails.absent') : t('mails.lead')}</p>
        </div>
        {list.error !== null && !absent && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={4} />}
        {list.isSuccess && mails.length === 0 && <EmptyState kind="first" title={t('mails.none')} text={t('mails.none.text')} />}
        <ul className="flex flex-col gap-2">
          {mails.map((mail) => (
            <li key={mail.id} className="rounded-card border border-line bg-surface">
              <details>
                <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 px-4 py-3">
                  <span className="min-w-0 flex-1 truncate font-medium">{mail.subject}</span>
                  <RelativeTime at={mail.at} className="text-12 text-ink-3" />
                  <span className="w-full truncate text-12 text-ink-3">
                    <bdi>{t('mails.to', { to: mail.recipient })}</bdi>
                  </span>
                </summary>
                <div className="border-t border-line px-4 py-3 wrap-anywhere whitespace-pre-wrap">
                  {linked(mail.text).map((piece, index) =>
                    piece.href === undefined ? (
                      piece.text
                    ) : (
                      <a key={index} href={piece.href} rel="noreferrer" className="font-medium text-accent underline underline-offset-2">
                        {piece.text}
                      </a>
                    ),
                  )}
                </div>
              </details>
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more.show')}
          </Button>
        )}
      </div>
    </main>
  )
}
