import { useMutation } from '@tanstack/react-query'
import { Check, Minus } from 'lucide-react'
import { useState } from 'react'
import { type PolicyTest, testPolicies } from '@/api/approvals'
import type { Ref } from '@/api/types'
import { t } from '@/i18n/t'
import { RecordPicker } from '@/record/RecordPicker'
import { cn } from '@/ui/cn'
import { Sheet } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'

/// Picks a record and shows whom the policies would ask about it now.
export function PolicyTestSheet({ object, onClose }: { object: string; onClose: () => void }) {
  const [record, setRecord] = useState<Ref | null>(null)
  const test = useMutation({ mutationFn: (id: string) => testPolicies(object, id), meta: { shown: true } })
  const pick = (ref: Ref | null) => {
    setRecord(ref)
    test.reset()
    if (ref) test.mutate(ref.id)
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('policies.test')} description={t('policies.test.text')}>
      <div className="flex flex-col gap-5">
        <Field label={t('policies.test.record')}>
          <RecordPicker label={t('policies.test.record')} object={object} value={record} onChange={pick} />
        </Field>
        <ProblemAlert error={test.error} />
        <div role="status" className="flex flex-col gap-5">
          {test.isPending && <SkeletonRows rows={3} />}
          {test.data && <Result test={test.data} />}
        </div>
      </div>
    </Sheet>
  )
}

function Result({ test: { policy, waived, asker, steps, tried } }: { test: PolicyTest }) {
  const someone = t('filter.someone')
  const asks = policy !== null && !waived
  return (
    <>
      <div className={cn('rounded-card p-3', asks ? 'bg-warn-soft text-warn' : 'bg-ok-soft text-ok')}>
        <p className="font-semibold">{asks ? t('policies.test.asks', { policy }) : t('policies.test.free')}</p>
        <p className="text-12">{policy === null ? t('policies.test.none') : waived ? t('policies.test.waived', { policy }) : t('policies.test.asker', { name: asker.name ?? someone })}</p>
      </div>
      {asks && (
        <ol aria-label={t('policies.steps')} className="flex flex-col gap-2">
          {steps.map(({ people, toAdministrators }, index) => (
            // Steps have no identity besides their place.
            <li key={index} className="rounded-card border border-line p-3">
              <p className="font-medium">
                <bdi>{people.length === 0 ? t('policies.test.nobody') : people.map(({ name }) => name ?? someone).join(', ')}</bdi>
              </p>
              {toAdministrators && <p className="text-12 text-ink-3">{t('approvals.toAdministrators')}</p>}
            </li>
          ))}
        </ol>
      )}
      {tried.length > 0 && (
        <section aria-labelledby="tried">
          <h3 id="tried" className="mb-2 font-semibold">
            {t('policies.test.tried')}
          </h3>
          <ol className="flex flex-col gap-2">
            {tried.map((each) => (
              <li key={each.id} className="flex items-start gap-2.5 rounded-card border border-line p-3">
                {each.matches ? <Check size={16} className="mt-0.5 text-ok" aria-hidden /> : <Minus size={16} className="mt-0.5 text-ink-3" aria-hidden />}
                <div className="min-w-0">
                  <p className="font-medium">
                    <bdi>{each.name}</bdi>
                  </p>
                  <p className="text-12 text-ink-2">{t(each.matches ? 'policies.test.fits' : 'policies.test.noFit')}</p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
