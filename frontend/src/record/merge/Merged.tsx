import '@/i18n/packs/merge'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Split } from 'lucide-react'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'
import type { ObjectMeta } from '@/api/types'
import { mergedQuery, takeApart } from './queries'

/// What was merged into a record, and the way to take it apart again while there is one.
export function Merged({ meta, id }: { meta: ObjectMeta; id: string }) {
  const queries = useQueryClient()
  const { data: merged = [] } = useQuery(mergedQuery(meta.key, id))
  const split = useMutation({
    mutationFn: (merge: (typeof merged)[number]) => takeApart(merge.id),
    onSuccess: (_refs, { title }) => {
      void queries.invalidateQueries()
      toast(t('merge.split.done', { name: title }))
    },
  })
  if (merged.length === 0) return null
  return (
    <section aria-label={t('merge.into')}>
      <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('merge.into')}</h2>
      <ul className="flex flex-col gap-1">
        {merged.map((each) => (
          <li key={each.id} className="flex items-center justify-between gap-2">
            <bdi className="truncate font-medium">{each.title}</bdi>
            <Button size="sm" variant="quiet" busy={split.isPending} icon={<Split size={12} aria-hidden />} onClick={() => split.mutate(each)}>
              {t('merge.split')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
