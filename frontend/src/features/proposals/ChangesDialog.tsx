import { useQuery } from '@tanstack/react-query'
import { money, number } from '@/i18n/format'
import { t } from '@/i18n/t'
import type { Schemas } from '@/api/types'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { MoneyText } from '@/ui/MoneyText'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { type Changes, changesQuery } from './queries'

/// What this version offers otherwise than the one before it.
export function ChangesDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(changesQuery(id))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('proposal.changes.title', { revision: data?.revision ?? '' })} footer={<Button onClick={onClose}>{t('dialog.close')}</Button>}>
      {data ? <Comparison changes={data} /> : error === null ? <SkeletonRows rows={4} /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}
    </Dialog>
  )
}

function Comparison({ changes }: { changes: Changes }) {
  const currency = changes.totalAfter.currency
  return (
    <div className="flex flex-col gap-3">
      {changes.lines.length === 0 && <p className="text-ink-2">{t('proposal.changes.none')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {changes.lines.map(({ before, after }, at) => (
          <li key={before?.id ?? after?.id ?? at} className="flex flex-col gap-1 py-2">
            <span className="flex items-center gap-2">
              <Badge tone={before ? (after ? 'info' : 'bad') : 'ok'}>{t(before ? (after ? 'proposal.changes.changed' : 'proposal.changes.removed') : 'proposal.changes.added')}</Badge>
              <bdi className="font-medium">{after?.text ?? before?.text}</bdi>
            </span>
            {before && <Line line={before} currency={currency} gone />}
            {after && <Line line={after} currency={currency} />}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-2 border-t border-line pt-3 font-medium">
        {t('proposal.total')} <s className="text-ink-3"><MoneyText value={changes.totalBefore} /></s> <MoneyText value={changes.totalAfter} />
      </p>
    </div>
  )
}

function Line({ line, currency, gone = false }: { line: Schemas['PricedLine']; currency: string; gone?: boolean }) {
  const words = t('proposal.changes.line', { quantity: number(Number(line.quantity)), unit: line.unit ?? '', price: money(line.unitPrice, currency), discount: number(Number(line.discount)), net: money(line.net, currency) })
  return gone ? <s className="text-ink-3">{words}</s> : <span className="text-ink-2">{words}</span>
}
