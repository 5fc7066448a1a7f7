import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ViewAsButton } from '@/actions/ViewAsButton'
import { api, dataOf } from '@/api/client'
import { may } from '@/api/rights'
import { at } from '@/api/spine'
import type { DirectoryUser, Schemas } from '@/api/types'
import { useMe } from '@/api/useMe'
import { dateTime } from '@/i18n/format'
import '@/i18n/packs/insight'
import { t } from '@/i18n/t'
import { Sheet } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { UserPicker } from '@/ui/UserPicker'

const explainQuery = (object: string, path: string, id: string, userId: string) =>
  queryOptions({
    queryKey: [object, 'explain', id, userId],
    queryFn: ({ signal }) => dataOf(api.GET(at(path, '/{id}/explain'), { params: { path: { id }, query: { userId } }, signal })),
  })

type Props = { object: string; path: string; id: string; users: readonly DirectoryUser[]; onClose: () => void }

/// Why somebody sees a record: oneself, or anybody for those who may see users.
export function ExplainSheet({ object, path, id, users, onClose }: Props) {
  const me = useMe()
  const [who, setWho] = useState(me.user.id)
  const { data, error, isPending, refetch } = useQuery(explainQuery(object, path, id, who))
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('explain.title')} description={t('explain.text')}>
      <div className="flex flex-col gap-4">
        {may(me, 'users') && (
          <Field label={t('explain.who')}>
            <UserPicker label={t('explain.who')} users={users} value={who} onChange={(picked) => picked !== null && setWho(picked)} />
          </Field>
        )}
        {error !== null && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {isPending && <SkeletonRows rows={4} />}
        {data && <Grounds explanation={data} />}
        {data?.active && <ViewAsButton key={who} id={who} name={users.find((user) => user.id === who)?.name ?? ''} />}
      </div>
    </Sheet>
  )
}

function Grounds({ explanation }: { explanation: Schemas['Explanation'] }) {
  const { grounds, shares, masked, hidden } = explanation
  const sees = grounds.length > 0
  return (
    <div aria-live="polite" className="flex flex-col gap-4">
      <p className="font-medium">{!sees ? t('explain.no') : explanation.writable ? t('explain.writes') : t('explain.reads')}</p>
      {!explanation.active && <p>{t('explain.inactive')}</p>}
      {explanation.level === 'none' && <p>{t('explain.noModule')}</p>}
      {sees && (
        <ul className="flex list-disc flex-col gap-1 ps-5">
          {grounds.map((ground) => (
            <li key={ground}>{t(`explain.ground.${ground}`)}</li>
          ))}
        </ul>
      )}
      {shares.length > 0 && (
        <ul className="flex flex-col gap-1 text-ink-2">
          {shares.map((share) => (
            <li key={share.id}>
              {t('explain.share', { by: share.by.name ?? '', right: t(`explain.right.${share.right}`) })}
              {share.until ? ` · ${t('explain.until', { at: dateTime(share.until) })}` : ''}
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-2">{t('explain.roles', { roles: explanation.roles.join(', ') || t('word.none') })}</p>
      {sees && masked.length > 0 && <p className="text-ink-2">{t('explain.masked', { fields: masked.join(', ') })}</p>}
      {sees && hidden.length > 0 && <p className="text-ink-2">{t('explain.hidden', { fields: hidden.join(', ') })}</p>}
    </div>
  )
}
