import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { problemText } from '@/api/problems'
import { patchRecord, recordQuery } from '@/api/records'
import type { RecordView } from '@/api/types'
import { money } from '@/i18n/format'
import { t } from '@/i18n/t'
import { undoOf } from '@/record/takeBack'
import { isMoney, isRef } from '@/record/values'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'

/// Once a proposal was accepted its total may be what the deal is worth: offered, never done by itself.
export function DealValue({ record }: { record: RecordView }) {
  const queries = useQueryClient()
  const id = isRef(record['deal']) ? record['deal'].id : ''
  const total = record['total']
  const { data: deal } = useQuery({ ...recordQuery('deal', '/deals', id), enabled: record['status'] === 'accepted' && id !== '' })
  const set = useMutation({
    mutationFn: (to: RecordView) => patchRecord('/deals', id, to.version, { value: total }),
    onSuccess: ({ changeSet }) => {
      void queries.invalidateQueries({ queryKey: ['deal'] })
      toast(t('proposal.dealValue.set'), undoOf(queries, changeSet))
    },
    onError: (error) => toast(problemText(error), { tone: 'problem' }),
  })
  if (record['status'] !== 'accepted' || !deal || deal.can?.update !== true || !isMoney(total)) return null
  const value = deal['value']
  if (isMoney(value) && value.currency === total.currency && Number(value.amount) === Number(total.amount)) return null
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card bg-ok-soft px-3 py-2 text-ok">
      <span className="flex-1">{t('proposal.dealValue')}</span>
      <Button size="sm" busy={set.isPending} onClick={() => set.mutate(deal)}>
        {t('proposal.dealValue.do', { value: money(total.amount, total.currency) })}
      </Button>
    </p>
  )
}
