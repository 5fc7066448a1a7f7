import '@/i18n/packs/merge'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Split } from 'lucide-react'
import type { Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'
import { takeApart } from './queries'

export function MergedHere({ merged }: { merged: readonly Schemas['Done'][] }) {
  const queries = useQueryClient()
  const split = useMutation({
    mutationFn: (merge: (typeof merged)[number]) => takeApart(merge.id),
    onSuccess: (_refs, { title }) => {
      void queries.invalidateQueries()
      toast(t('merge.split.done', { name: title }))
    },
  })
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
