import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Muted, mutesQuery, setMuted } from '@/api/noticeSettings'
import '@/i18n/packs/mute'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { Card } from './Card'

export function MuteList() {
  const queries = useQueryClient()
  const list = useInfiniteQuery(mutesQuery)
  const items = list.data?.pages.flatMap((page) => page.items)
  const write = async ({ object, recordId }: Muted, muted: boolean) => {
    await setMuted(object, recordId, muted)
    await queries.invalidateQueries({ queryKey: ['mutes'] })
  }
  const unmute = useMutation({
    mutationFn: (item: Muted) => write(item, false),
    onSuccess: (_done, item) => toast(t('mute.undone', { title: titleOf(item) }), { undo: () => write(item, true) }),
  })
  return (
    <Card id="notice-mutes" title={t('noticeSettings.muted')} hint={t('noticeSettings.muted.hint')}>
      {list.error !== null && items === undefined && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={2} />}
      {items?.length === 0 && <p className="text-ink-3">{t('noticeSettings.muted.none')}</p>}
      {items !== undefined && items.length > 0 && (
        <ul className="flex flex-col">
          {items.map((item) => {
            const href = item.title === null ? null : recordHref(item.object, item.recordId)
            return (
              <li key={item.id} className="flex min-h-11 items-center gap-3 border-b border-line last:border-b-0">
                <bdi className="min-w-0 flex-1 truncate">{href === null ? titleOf(item) : <Link to={href} className="text-accent hover:underline">{titleOf(item)}</Link>}</bdi>
                <Button size="sm" aria-label={t('noticeSettings.unmute.of', { title: titleOf(item) })} onClick={() => unmute.mutate(item)}>
                  {t('noticeSettings.unmute')}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      {list.hasNextPage && (
        <Button className="self-center" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more.show')}
        </Button>
      )}
    </Card>
  )
}

const titleOf = (item: Muted) => item.title ?? t('noticeSettings.muted.gone')
